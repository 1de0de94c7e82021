# shellcheck shell=bash
# Renew the pins of parts of kernel-builder, in the folder of its repository: `update-pins PART...`. Or add Torches to the
# matrix: `update-pins torch VERSION...`.
set -euo pipefail

# Part → the scripts that write its pins, below pkgs/.
declare -A scripts=(
  [clang]=clang/update-lock.py
  [cross]=cross/update-lock.py
  [cuda]="cuda/update-lock.py cuda/update-compilers.py"
  [cutlass]=cutlass/update-lock.py
  [debian]="base/debian/update-lock.py linters/update-lock.py"
  [python]=python/update-lock.py
  [rocm]="rocm/update-lock.py clang/update-lock.py"
  [sycl]="sycl/update-lock.py spirv-tools/update-lock.py clang/update-lock.py"
  [torch]=torch/update-lock.py
)
parts=$(printf '%s\n' "${!scripts[@]}" | sort | paste -sd ' ')

if [ $# -eq 0 ]; then
  echo "Usage: update-pins PART..." >&2
  echo "       update-pins torch VERSION...   add Torches, such as 2.16, to the matrix; new: all newer ones that PyPI has" >&2
  echo "  parts: $parts" >&2
  exit 2
fi
if [ ! -e pkgs/base/debian/update-lock.py ]; then
  echo "error: $PWD is not the folder of kernel-builder's repository, which holds the pins" >&2
  echo "  in a kernel's folder, run \`nix flake update\`: it gets a newer kernel-builder, with newer pins" >&2
  exit 1
fi
# The modules that the scripts share: kernel_builder.command.wheels, suites and stubs.
export PYTHONPATH=$PWD/python:$PWD/pkgs/base/debian:$PWD/pkgs/sysroot
case "$1 ${2:-}" in
  "torch new" | "torch "[0-9]*)
    shift
    exec python3 pkgs/torch/add-version.py "$@"
    ;;
esac
for part; do
  if [ -z "${scripts[$part]:-}" ]; then
    echo "error: update-pins knows no part '$part'" >&2
    echo "  use one of: $parts" >&2
    exit 2
  fi
done

for part; do
  for script in ${scripts[$part]}; do
    echo "pkgs/$script"
    python3 "pkgs/$script"
  done
done
