# Intel's OpenCL for the CPU and SYCL's runtime: tests run kernels for XPU on the CPU, as one of OpenCL's devices.
{
  stdenvNoCC,
  fetchDistribution,
  hostPlatform,
}:
{
  # oneAPI's version, `2025.3`.
  version,
}:
let
  pins = (builtins.fromJSON (builtins.readFile ./lock.json)).${hostPlatform.system}.${version};
  wheel =
    name:
    fetchDistribution {
      inherit name;
      renew = "sycl";
      inherit (pins.${name})
        version
        file
        sha256
        size
        ;
    };
in
stdenvNoCC.mkDerivation {
  name = "sycl-cpu-device-${version}";
  wheels = map wheel (builtins.attrNames (removeAttrs pins [ "intel-cmplr-lic-rt" ]));
  buildCommand = ''
    for wheel in $wheels; do
      python3 -m zipfile -e "$wheel" unpacked
    done
    mkdir -p $out
    for data in unpacked/*.data/data; do
      [ ! -d "$data/lib" ] || cp -r "$data/lib" $out/
    done
  '';
}
