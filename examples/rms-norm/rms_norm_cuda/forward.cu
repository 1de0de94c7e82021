#include <ATen/cuda/CUDAContext.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <c10/cuda/CUDAGuard.h>

#include "block.cuh"
#include "dispatch.cuh"
#include "torch_binding.h"

namespace rms_norm {
namespace {

// One block a row, which is read once and kept in registers between the sum and the scaling.
template <typename scalar_t, int per_thread>
__global__ void __launch_bounds__(1024) forward_packs(scalar_t *__restrict__ y, float *__restrict__ scale, scalar_t const *__restrict__ x,
                              scalar_t const *__restrict__ weight, int columns, float eps) {
  using pack_t = Pack<scalar_t>;
  __shared__ float shared[max_warps];
  int const packs = columns / pack_t::size;
  auto const *row = reinterpret_cast<pack_t const *>(x + int64_t(blockIdx.x) * columns);
  pack_t kept[per_thread];
  float sum = 0.f;
#pragma unroll
  for (int i = 0; i < per_thread; ++i) {
    int const at = threadIdx.x + i * blockDim.x;
    if (at < packs) {
      kept[i] = row[at];
#pragma unroll
      for (int j = 0; j < pack_t::size; ++j) {
        float const value = static_cast<float>(kept[i].values[j]);
        sum += value * value;
      }
    }
  }
  float const factor = rsqrtf(block_sum(sum, shared) / columns + eps);
  if (threadIdx.x == 0) {
    scale[blockIdx.x] = factor;
  }
  auto *out = reinterpret_cast<pack_t *>(y + int64_t(blockIdx.x) * columns);
  auto const *weights = reinterpret_cast<pack_t const *>(weight);
#pragma unroll
  for (int i = 0; i < per_thread; ++i) {
    int const at = threadIdx.x + i * blockDim.x;
    if (at < packs) {
      pack_t const w = weights[at];
#pragma unroll
      for (int j = 0; j < pack_t::size; ++j) {
        kept[i].values[j] =
            static_cast<scalar_t>(static_cast<float>(kept[i].values[j]) * factor * static_cast<float>(w.values[j]));
      }
      out[at] = kept[i];
    }
  }
}

// Rows of any length, element by element, read twice.
template <typename scalar_t>
__global__ void forward_elements(scalar_t *__restrict__ y, float *__restrict__ scale, scalar_t const *__restrict__ x,
                                 scalar_t const *__restrict__ weight, int columns, float eps) {
  __shared__ float shared[max_warps];
  scalar_t const *row = x + int64_t(blockIdx.x) * columns;
  float sum = 0.f;
  for (int i = threadIdx.x; i < columns; i += blockDim.x) {
    float const value = static_cast<float>(row[i]);
    sum += value * value;
  }
  float const factor = rsqrtf(block_sum(sum, shared) / columns + eps);
  if (threadIdx.x == 0) {
    scale[blockIdx.x] = factor;
  }
  for (int i = threadIdx.x; i < columns; i += blockDim.x) {
    y[int64_t(blockIdx.x) * columns + i] =
        static_cast<scalar_t>(static_cast<float>(row[i]) * factor * static_cast<float>(weight[i]));
  }
}

} // namespace
} // namespace rms_norm

std::tuple<at::Tensor, at::Tensor> rms_norm_forward(at::Tensor const &x, at::Tensor const &weight, double eps) {
  using namespace rms_norm;
  TORCH_CHECK(x.dim() >= 1, "rms_norm: x has no dimension to normalize");
  TORCH_CHECK(weight.dim() == 1 && weight.size(0) == x.size(-1), "rms_norm: weight has the shape ", weight.sizes(),
              ", the last dimension of x is ", x.size(-1));
  TORCH_CHECK(weight.scalar_type() == x.scalar_type(), "rms_norm: weight is ", weight.scalar_type(), ", x is ",
              x.scalar_type());
  TORCH_CHECK(weight.device() == x.device(), "rms_norm: weight is on ", weight.device(), ", x on ", x.device());
  c10::cuda::CUDAGuard const guard(x.device());
  at::Tensor const dense = x.contiguous(), weights = weight.contiguous();
  at::Tensor y = at::empty_like(dense);
  int64_t const columns = dense.size(-1), rows = columns == 0 ? 0 : dense.numel() / columns;
  at::Tensor scale = at::empty({rows}, dense.options().dtype(at::kFloat));
  if (rows == 0) {
    return {y, scale};
  }
  with_type(dense.scalar_type(), [&](auto zero) {
    using scalar_t = decltype(zero);
    auto const *const from = dense.const_data_ptr<scalar_t>();
    auto const *const by = weights.const_data_ptr<scalar_t>();
    auto *const to = y.mutable_data_ptr<scalar_t>();
    auto *const scales = scale.mutable_data_ptr<float>();
    constexpr int most_packs = 8;
    Layout const layout = choose_layout(columns, Pack<scalar_t>::size, are_aligned(from, by), most_packs, 256);
    with_per_thread<most_packs>(layout.per_thread, [&](auto per_thread) {
      auto const stream = at::cuda::getCurrentCUDAStream();
      if constexpr (per_thread.value == 0) {
        forward_elements<scalar_t>
            <<<unsigned(rows), layout.threads, 0, stream>>>(to, scales, from, by, int(columns), float(eps));
      } else {
        forward_packs<scalar_t, per_thread.value>
            <<<unsigned(rows), layout.threads, 0, stream>>>(to, scales, from, by, int(columns), float(eps));
      }
      C10_CUDA_KERNEL_LAUNCH_CHECK();
    });
  });
  return {y, scale};
}
