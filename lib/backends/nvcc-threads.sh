# shellcheck shell=bash
# Choose how many nvcc run at a time and how many threads each uses, from the build's cores and the machine's memory: a
# thread of nvcc can take 3 GB. NVCC_THREADS and NVCC_JOBS in the derivation's environment override the choice.
memory=$(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo)
total=$((memory / 3000000))
[ "$total" -lt "${NIX_BUILD_CORES:-1}" ] || total=${NIX_BUILD_CORES:-1}
[ "$total" -ge 1 ] || total=1
: "${NVCC_JOBS:=$((total < 4 ? 1 : total / 4))}"
: "${NVCC_THREADS:=$((total / NVCC_JOBS))}"
limits="$NIX_BUILD_CORES cores, $((memory / 1000000)) GB of memory"
echo "nvcc: $NVCC_JOBS at a time with $NVCC_THREADS threads each ($limits)"
cmakeFlagsArray+=("-DNVCC_THREADS=$NVCC_THREADS" "-DNVCC_JOBS=$NVCC_JOBS")
