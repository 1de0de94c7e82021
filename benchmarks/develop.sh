#!/bin/sh
# Measure for relu on the CPU: the time until a development shell shows its prompt, and the time of a build after an
# edit of one line.
#   benchmarks/develop.sh [VARIANT]
# The script starts the shell once before it measures. Run `./run example` first. Needs an idle machine.
set -eu
cd "$(dirname "$0")/.."
root=$PWD
variant=${1:-torch213-cxx11-cpu}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -r examples/relu "$scratch/relu"
cd "$scratch/relu"
rm -rf build build-ext .venv
sed -i "s|path:../..|path:$root|" flake.nix

timed() { # label command...
  label=$1
  shift
  start=$(date +%s.%N)
  "$@" >/dev/null 2>&1
  echo "$start $(date +%s.%N) $label" | awk '{ s = $2 - $1; $1 = $2 = ""; printf "%-45s %5.1f s\n", $0, s }'
}
devshell() { kernel-builder devshell --variant "$variant" -c "$1"; }

devshell true >/dev/null 2>&1
timed "kernel-builder devshell, to its prompt" devshell true
timed "nix develop, to its prompt" nix develop --no-write-lock-file ".#$variant" -c true
timed "first build: configure and compile" devshell \
  "kernel-builder create-pyproject && cmake -B build-ext && cmake --build build-ext"
sed -i '0,/scalar_t(0) :/s//scalar_t(0 * 1) :/' relu_c*/relu.c*
timed "second build, after an edit of one line" devshell "cmake --build build-ext"
timed "third build, with nothing to do" devshell "cmake --build build-ext"
