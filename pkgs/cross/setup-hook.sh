# shellcheck shell=bash
export CC=gcc CXX=g++
# `ar`, `strip` and the others are the other machine's too.
addToSearchPath inputsPath "@compilerRoot@/bin"
# The compiler writes the same names of folders as on the other machine itself.
# shellcheck disable=SC2154 # set by addInput
hideFromCompiler "$(sed -n 's/^sysroot=//p' "$path/bin/gcc")" sysroot
hideFromCompiler "@compilerRoot@" debian
hideFromCompiler "@hostRoot@" debian
# Debian's package of this compiler has another version than the other machine's own. Objects must not name it: then
# a library names that machine's compiler, which made the parts of GCC in it, and is the same as one made there.
NIX_CFLAGS_COMPILE+=" -fno-ident"
export CMAKE_TOOLCHAIN_FILE=@toolchain@
