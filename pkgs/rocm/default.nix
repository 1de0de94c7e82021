# What kernels for ROCm are compiled and linked with: clang, the headers and device libraries of ROCm 7.2 as Debian
# packages them, and stubs of its libraries that end at what the asked for ROCm has.
{
  stdenvNoCC,
  fetchDebs,
  clang,
  debianRoot,
  multiarch,
  sysroot,
  system,
}:
{
  # ROCm's version, `7.1`.
  version,
}:
let
  pins = (builtins.fromJSON (builtins.readFile ./lock.json)).${system};
in
stdenvNoCC.mkDerivation {
  name = "rocm-${version}";
  debs = fetchDebs {
    name = "debian-experimental-rocm";
    renew = "rocm";
    inherit (pins) files hash;
  };
  release = version;
  inherit
    clang
    debianRoot
    multiarch
    sysroot
    ;
  assemble = ./assemble.sh;
  hipLang = ./hip-lang-config.cmake;
  makeLibraries = ./libraries.py;
  stubs = ../sysroot/stubs.py;
  symbols = ./symbols.json;
  wrapper = ../clang/wrapper.sh;
  wrapClang = ../clang/wrap.sh;
  buildCommand = "source $assemble";
  passthru = {
    inherit version;
    # What compiles, in words.
    compilerName = "clang 22 with ROCm 7.2's headers";
    # Which release of ROCm each name came with.
    symbols = ./symbols.json;
  };
}
