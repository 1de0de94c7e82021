# shellcheck shell=sh disable=SC2154,SC1091 # attributes of the derivation; files beside this one
# Download NVIDIA's archive $path to $out: from files by hash, from NVIDIA, or from the mirror that the machine names.
set -eu
here=$(dirname "$0")
. "$here/mirrors.sh"
. "$here/by-hash.sh"
! failures=$(fetch_by_hash "$outputHash" "${path##*/}" "$out") || exit 0

address=${KERNEL_BUILDER_NVIDIA_MIRROR:-https://developer.download.nvidia.com/compute/cuda/redist}/$path
download_file "$address" "$out" "$seconds" "$retries" >"$TMPDIR/log" 2>&1 || {
  rm -f "$out"
  echo "error: $address could not be fetched: $(reason_in "$TMPDIR/log")"
  [ -z "$failures" ] || echo "$failures"
  echo '  remove cudaCompiler = "nvidia" from flake.nix, or set KERNEL_BUILDER_NVIDIA_MIRROR to the address of a mirror'
  print_renewal
  print_doctor_line
  exit 1
} >&2
