#include <ATen/Dispatch.h>
#include <ATen/OpMathType.h>
#include <ATen/cuda/CUDAContext.h>
#include <c10/cuda/CUDAGuard.h>
#include <cub/cub.cuh>

#include "running_prefix.cuh"
#include "torch_binding.h"

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
    Load(shared.load).Load(input + row + start, values, valid, scalar_t(0));
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

} // namespace

void cumsum(at::Tensor &out, at::Tensor const &input) {
  if (input.numel() == 0) {
    return;
  }
  c10::cuda::CUDAGuard const guard(input.device());
  int64_t const length = input.dim() ? input.size(-1) : 1;
  unsigned const rows = unsigned(input.numel() / length);
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, input.scalar_type(), "cumsum", [&] {
    using sum_t = at::opmath_type<scalar_t>;
    cumsum_rows<scalar_t, sum_t><<<rows, threads, 0, at::cuda::getCurrentCUDAStream()>>>(
        out.mutable_data_ptr<scalar_t>(), input.const_data_ptr<scalar_t>(), length);
    C10_CUDA_KERNEL_LAUNCH_CHECK();
  });
}
