# A compiler of SYCL for a release of oneAPI, out of Intel's wheels. They have SYCL's headers and runtime, and as a
# library DPC++'s device compiler; driver/sycl.py makes a compiler of it, with clang for the host's code. Intel's files
# stay as they are, and none of them goes into a kernel.
{
  callPackage,
  stdenvNoCC,
  clang,
  cc,
  debianRoot,
  multiarch,
  sysroot,
}:
{
  # oneAPI's version, `2025.3`.
  version,
}:
let
  wheels = callPackage ./wheels.nix { } version;
in
stdenvNoCC.mkDerivation {
  name = "sycl-${version}";
  # intel-cmplr-lib-rt has the libraries that the device compiler needs.
  wheels = [
    wheels.intel-cmplr-lib-rt
    wheels.intel-sycl-rt
  ];
  inherit
    clang
    cc
    debianRoot
    multiarch
    sysroot
    ;
  driver = builtins.path {
    name = "sycl-driver";
    path = ./driver;
  };
  program = ./sycl.sh;
  wrapper = ../clang/wrapper.sh;
  wrapClang = ../clang/wrap.sh;
  buildCommand = "source ${./assemble.sh}";
  passthru = {
    inherit version;
    # The compiler's name, for messages.
    compilerName = "DPC++ ${version} and clang 22";
  };
}
