# shellcheck shell=bash
# Renew the pins of a part, in kernel-builder's repository, where it is called: `update-pins PART...`.
set -euo pipefail

# Part → the scripts that write its pins, below pkgs/.
declare -A scripts=(
  [clang]=clang/update-lock.py
  [cuda]="cuda/update-lock.py cuda/update-compilers.py"
  [cutlass]=cutlass/update-lock.py
  [debian]=base/debian/update-lock.py
  [python]=python/update-lock.py
  [rocm]="rocm/update-lock.py clang/update-lock.py"
  [torch]=torch/update-lock.py
)
parts=$(printf '%s\n' "${!scripts[@]}" | sort | paste -sd ' ')

if [ $# -eq 0 ]; then
  echo "Usage: update-pins PART...; there are: $parts" >&2
  exit 2
fi
if [ ! -e pkgs/base/debian/update-lock.py ]; then
  echo "error: this is not the folder of kernel-builder's repository, where its pins are" >&2
  echo "  in a kernel's folder, \`nix flake update\` brings a newer kernel-builder, with its pins" >&2
  exit 1
fi
for part; do
  if [ -z "${scripts[$part]:-}" ]; then
    echo "error: no part $part; there are: $parts" >&2
    exit 2
  fi
done
for part; do
  for script in ${scripts[$part]}; do
    echo "pkgs/$script"
    python3 "pkgs/$script"
  done
done
