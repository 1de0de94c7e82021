# shellcheck shell=bash
export CC=gcc CXX=g++
# `ar`, `strip` and the others are the other machine's too.
addToSearchPath inputsPath "@compilerRoot@/bin"
# The compiler writes the same names of folders as on the other machine itself.
# shellcheck disable=SC2154 # set by addInput
hideFromCompiler "$(sed -n 's/^sysroot=//p' "$path/bin/gcc")" sysroot
hideFromCompiler "@compilerRoot@" debian
hideFromCompiler "@hostRoot@" debian
export CMAKE_TOOLCHAIN_FILE=@toolchain@
