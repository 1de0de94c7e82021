#!/bin/sh
# Compare the wall time of `nix build` for relu with all architectures and of direct calls of nvcc and g++.
#   benchmarks/against_nvcc.sh [VARIANT]
# The script builds the variant once, so that all its dependencies are built. Then it measures a rebuild, and direct
# calls with the same compilers, flags and number of threads. Run `./run example` first. Needs an idle machine, but no
# GPU.
set -eu
cd "$(dirname "$0")/.."
variant=${1:-torch211-cxx11-cu130}
relu=$PWD/examples/relu
nix_() { nix --extra-experimental-features "nix-command flakes" "$@"; }
seconds() { date +%s.%N; }

nix_ build --no-write-lock-file --no-link "$relu#$variant"
start=$(seconds)
nix_ build --no-write-lock-file --no-link --rebuild "$relu#$variant"
end=$(seconds)
built=$(echo "$start $end" | awk '{ print $2 - $1 }')

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -r "$relu" "$scratch/relu"
cat >"$scratch/direct" <<'EOF'
set -eu
kernel-builder create-pyproject . >/dev/null
include="-Itorch-ext -isystem $TORCH_DIR/include -isystem $TORCH_DIR/include/torch/csrc/api/include"
include="$include -isystem $(python -c 'import sysconfig; print(sysconfig.get_path("include"))')"
flags="-O3 -DNDEBUG -std=c++17 -fvisibility=hidden"
flags="$flags -DTORCH_EXTENSION_NAME=_relu -DPy_LIMITED_API=0x03090000 -DCUDA_KERNEL -DUSE_CUDA"
codes=
for arch in 75 80 86 87 89 90 100 110 120; do
  codes="$codes -gencode arch=compute_$arch,code=sm_$arch"
done
start=$(date +%s.%N)
g++ $flags -fPIC $include -c torch-ext/torch_binding.cpp -o binding.o &
nvcc -ccbin "$CUDAHOSTCXX" $(echo "$flags" | sed 's/-fvisibility=hidden/-Xcompiler=-fvisibility=hidden/') \
  -Xcompiler=-fPIC $include $codes \
  -gencode "arch=compute_121,code=[compute_121,sm_121]" --threads="$(nproc)" \
  --expt-relaxed-constexpr --expt-extended-lambda -c relu_cuda/relu.cu -o relu.o
wait
g++ -shared binding.o relu.o -L"$TORCH_DIR/lib" -ltorch -ltorch_cpu -ltorch_cuda -lc10 -lc10_cuda -lcudart -o relu.so
end=$(date +%s.%N)
echo "$start $end" | awk '{ print $2 - $1 }'
EOF
direct=$(cd "$scratch/relu" && nix_ develop --no-write-lock-file "$relu#$variant" --command bash ../direct)
echo "$built $direct" | awk '{ printf "nix build %.1f s, direct calls %.1f s, ratio %.2f\n", $1, $2, $1 / $2 }'
