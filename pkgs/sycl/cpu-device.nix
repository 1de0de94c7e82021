# Intel's OpenCL for the CPU and SYCL's runtime: tests run kernels for XPU on the CPU, as one of OpenCL's devices.
{
  callPackage,
  stdenvNoCC,
}:
{
  # oneAPI's version, `2025.3`.
  version,
}:
let
  wheels = callPackage ./wheels.nix { } version;
in
stdenvNoCC.mkDerivation {
  name = "sycl-cpu-device-${version}";
  wheels = builtins.attrValues (removeAttrs wheels [ "intel-cmplr-lic-rt" ]);
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
