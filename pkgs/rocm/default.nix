# The toolkit for ROCm kernels: clang, Debian's packages of the headers and device libraries of ROCm 7.2, and stubs of
# ROCm's libraries. A stub has the symbols of the requested ROCm, and no newer ones.
{
  stdenvNoCC,
  fetchDebs,
  clang,
  debianRoot,
  multiarch,
  sysroot,
  hostPlatform,
}:
{
  # ROCm's version, `7.1`.
  version,
}:
let
  pins = (builtins.fromJSON (builtins.readFile ./lock.json)).${hostPlatform.system};
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
  hipLang = ./hip-lang-config.cmake;
  makeLibraries = ./libraries.py;
  stubs = ../sysroot/stubs.py;
  symbols = ./symbols.json;
  wrapper = ../clang/wrapper.sh;
  wrapClang = ../clang/wrap.sh;
  buildCommand = "source ${./assemble.sh}";
  passthru = {
    inherit version;
    # The compiler's name, for messages.
    compilerName = "clang 22 with ROCm 7.2's headers";
    # The table of symbols. A symbol's version names the release of ROCm that added the symbol.
    symbols = ./symbols.json;
  };
}
