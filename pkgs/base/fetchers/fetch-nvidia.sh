# shellcheck shell=sh disable=SC2154 # attributes of the derivation
# Download NVIDIA's archive $path to $out, from NVIDIA or from the mirror that the machine names.
set -eu
address=${KERNEL_BUILDER_NVIDIA_MIRROR:-https://developer.download.nvidia.com/compute/cuda/redist}/$path
if ! log=$(curl -fsSL --connect-timeout 20 --retry 1 -o "$out" "$address" 2>&1); then
  rm -f "$out"
  echo "error: $address could not be fetched: ${log:-curl is not installed}" >&2
  remedy='remove cudaCompiler = "nvidia" from flake.nix, or set KERNEL_BUILDER_NVIDIA_MIRROR to the address of a mirror'
  echo "  $remedy" >&2
  exit 1
fi
