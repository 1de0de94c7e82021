let
  inherit (import ../../../../lib/backends/rocm-archs.nix) deviceCode;
  codeFor = rocm-archs: builtins.deepSeq (deviceCode { k = { backend = "rocm"; inherit rocm-archs; }; }) true;
  table = builtins.fromJSON (builtins.readFile ../../../../pkgs/rocm/architectures.json);
  listed = builtins.concatStringsSep ", ";
in
{
  "an architecture that the compiler does not know" = {
    value = codeFor [ "gfx1" ];
    message = ''
      build.toml: kernel.k.rocm-archs: ROCm 7.2's compiler has no gfx1
        it has ${listed table.known}'';
  };
  "an empty list" = {
    value = codeFor [ ];
    message = ''
      build.toml: kernel.k.rocm-archs: the list is empty, so there would be no device code
        remove the key for the default: ${listed table.default}'';
  };
}
