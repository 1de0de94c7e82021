# Download NVIDIA's archive $path to $out, from NVIDIA or from the mirror that the machine names.
set -eu
address=${KERNEL_BUILDER_NVIDIA_MIRROR:-https://developer.download.nvidia.com/compute/cuda/redist}/$path
if ! said=$(curl -fsSL --connect-timeout 20 --retry 1 -o "$out" "$address" 2>&1); then
  rm -f "$out"
  echo "error: $address could not be fetched: ${said:-curl is not installed}" >&2
  echo '  leave cudaCompiler = "nvidia" out of flake.nix, or set KERNEL_BUILDER_NVIDIA_MIRROR to the address of a copy' >&2
  exit 1
fi
