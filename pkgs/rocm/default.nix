# The toolkit for ROCm kernels: clang, the headers and device libraries of ROCm 7.2 as Debian packages them, and stubs of
# ROCm's libraries. A stub has the symbols that the requested ROCm has, and no newer ones.
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
    # A table of symbols: their versions name the release of ROCm that a symbol came with.
    symbols = ./symbols.json;
  };
}
