# The setup hook of a compiler for another machine. It also tells CMake about that machine.
{
  stdenvNoCC,
  compilerRoot,
  debianRoot,
  machine,
  emulator,
}:
stdenvNoCC.mkDerivation {
  name = "cross-setup-hook-${machine}";
  inherit compilerRoot machine;
  hostRoot = debianRoot;
  inherit (emulator) program;
  hook = ./setup-hook.sh;
  toolchain = ./toolchain.cmake;
  buildCommand = ''
    mkdir $out
    sed "s|@machine@|$machine|; s|@emulator@|$program|" "$toolchain" >$out/toolchain.cmake
    sed -e "s|@compilerRoot@|$compilerRoot|; s|@hostRoot@|$hostRoot|" \
      -e "s|@toolchain@|$out/toolchain.cmake|" "$hook" >$out/hook
  '';
}
