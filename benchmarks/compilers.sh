#!/bin/sh
# Measure the time that each compiler takes for the device code of one file, for the same architectures: nvcc 13.0, and
# for CUDA 12.8 Debian's nvcc and clang.
#   benchmarks/compilers.sh [EXAMPLE TABLE]    default: relu relu-cuda-device; also: rms-norm rms-norm-device
# Run `./run example` first. Needs an idle machine, but no GPU.
set -eu
cd "$(dirname "$0")/.."
example=${1:-relu}
kernel=${2:-relu-cuda-device}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cat >"$scratch/compile" <<'EOF'
set -eu
kernel-builder create-pyproject . >/dev/null
cmake -B build-ext "-Dkernel_$1_CUDA_ARCHITECTURES=80-real;90-real" >/dev/null
start=$(date +%s.%N)
cmake --build build-ext --target "kernel_$1" >/dev/null
echo "$start $(date +%s.%N)" | awk '{ printf "%.1f", $2 - $1 }'
EOF

measure() { # label, variant, compiler
  folder=$scratch/$example-$3-$2
  cp -r "examples/$example" "$folder"
  rm -rf "$folder/build" "$folder/.venv"
  sed -i "s|path:../..|path:$PWD|; s|path = ./.;|path = ./.; cudaCompiler = \"$3\";|" "$folder/flake.nix"
  seconds=$(cd "$folder" && nix --extra-experimental-features "nix-command flakes" develop --no-write-lock-file \
    "path:$folder#$2" --command sh ../compile "$kernel" 2>/dev/null)
  echo "$1: $seconds s"
}

measure "nvcc 13.0" torch211-cxx11-cu130 registry
measure "nvcc 12.4 with CUDA 12.8" torch211-cxx11-cu128 registry
measure "clang 22 with CUDA 12.8" torch211-cxx11-cu128 clang
