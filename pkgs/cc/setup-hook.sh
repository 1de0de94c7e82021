# shellcheck shell=bash
export CC=gcc CXX=g++
# shellcheck disable=SC2154
hideFromCompiler "$(sed -n 's/^sysroot=//p' "$path/bin/gcc")" sysroot
