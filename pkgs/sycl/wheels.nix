# Intel's wheels for a release of oneAPI, such as `2025.3`: name → file.
{ fetchDistribution, hostPlatform }:
version:
builtins.mapAttrs (
  name: pin:
  fetchDistribution {
    inherit name;
    renew = "sycl";
    inherit (pin)
      version
      file
      sha256
      size
      ;
  }
) (builtins.fromJSON (builtins.readFile ./lock.json)).${hostPlatform.system}.${version}
