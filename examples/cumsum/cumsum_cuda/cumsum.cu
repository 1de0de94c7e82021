// This file includes nothing of Torch: the compiler reads it once for each GPU architecture, and Torch's headers would
// take most of that time. The object also serves every Torch.
#include <cstdint>

#include <cub/cub.cuh>
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>

#include "cumsum.h"
#include "running_prefix.cuh"

#ifdef USE_ROCM
// hipify knows most of CUB's names, and not all.
namespace cub = hipcub;
#endif

namespace {

constexpr int threads = 256;
constexpr int items = 8;

// One block for each row, which goes through it tile by tile.
template <typename scalar_t, typename sum_t>
__global__ void __launch_bounds__(threads) cumsum_rows(scalar_t *__restrict__ out, scalar_t const *__restrict__ input, int64_t length) {
  using Load = cub::BlockLoad<scalar_t, threads, items, cub::BLOCK_LOAD_WARP_TRANSPOSE>;
  using Store = cub::BlockStore<scalar_t, threads, items, cub::BLOCK_STORE_WARP_TRANSPOSE>;
  using Scan = cub::BlockScan<sum_t, threads>;
  __shared__ union {
    typename Load::TempStorage load;
    typename Store::TempStorage store;
    typename Scan::TempStorage scan;
  } shared;

  int64_t const row = int64_t(blockIdx.x) * length;
  RunningPrefix<sum_t> prefix;
  for (int64_t start = 0; start < length; start += threads * items) {
    int64_t const left = length - start;
    int const valid = left < threads * items ? int(left) : threads * items;
    scalar_t values[items];
    sum_t sums[items];
    Load(shared.load).Load(input + row + start, values, valid, scalar_t(0.0f));
#pragma unroll
    for (int i = 0; i < items; ++i) {
      sums[i] = static_cast<sum_t>(values[i]);
    }
    __syncthreads();
    Scan(shared.scan).InclusiveSum(sums, sums, prefix);
#pragma unroll
    for (int i = 0; i < items; ++i) {
      values[i] = static_cast<scalar_t>(sums[i]);
    }
    __syncthreads();
    Store(shared.store).Store(out + row + start, values, valid);
    __syncthreads();
  }
}

template <typename scalar_t, typename sum_t>
cudaError_t launch(void *out, void const *input, unsigned rows, int64_t length, cudaStream_t stream) {
  cumsum_rows<scalar_t, sum_t><<<rows, threads, 0, stream>>>(static_cast<scalar_t *>(out),
                                                             static_cast<scalar_t const *>(input), length);
  return cudaGetLastError();
}

} // namespace

cudaError_t launch_cumsum(Type type, void *out, void const *input, unsigned rows, int64_t length, cudaStream_t stream) {
  switch (type) {
  case Type::float64:
    return launch<double, double>(out, input, rows, length, stream);
  case Type::float32:
    return launch<float, float>(out, input, rows, length, stream);
  // Half-precision numbers are added up as float.
  case Type::float16:
    return launch<__half, float>(out, input, rows, length, stream);
  case Type::bfloat16:
    return launch<__nv_bfloat16, float>(out, input, rows, length, stream);
  }
  return cudaErrorInvalidValue;
}
