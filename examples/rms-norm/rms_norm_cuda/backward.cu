#include <ATen/cuda/CUDAContext.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/sum.h>
#include <ATen/ops/zeros.h>
#include <ATen/ops/zeros_like.h>
#include <c10/cuda/CUDAGuard.h>

#include "block.cuh"
#include "dispatch.cuh"
#include "torch_binding.h"

namespace rms_norm {
namespace {

// With n = x * scale (the normalized row) and g = grad * weight:
//   dx = scale * (g - n * mean(g * n)),   dweight = sum over rows of grad * n.
// Each block takes every gridDim.x-th row, keeps its part of dweight in registers, and writes it to a row of `partial`.
template <typename scalar_t, int per_thread>
__global__ void __launch_bounds__(1024) backward_packs(scalar_t *__restrict__ dx, float *__restrict__ partial, scalar_t const *__restrict__ grad,
                               scalar_t const *__restrict__ x, scalar_t const *__restrict__ weight,
                               float const *__restrict__ scale, int64_t rows, int columns) {
  using pack_t = Pack<scalar_t>;
  __shared__ float shared[max_warps];
  int const packs = columns / pack_t::size;
  auto const *weights = reinterpret_cast<pack_t const *>(weight);
  float dweight[per_thread][pack_t::size] = {};
  for (int64_t row = blockIdx.x; row < rows; row += gridDim.x) {
    auto const *grads = reinterpret_cast<pack_t const *>(grad + row * columns);
    auto const *values = reinterpret_cast<pack_t const *>(x + row * columns);
    float const factor = scale[row];
    pack_t g[per_thread], v[per_thread];
    float sum = 0.f;
#pragma unroll
    for (int i = 0; i < per_thread; ++i) {
      int const at = threadIdx.x + i * blockDim.x;
      if (at < packs) {
        g[i] = grads[at];
        v[i] = values[at];
        pack_t const w = weights[at];
#pragma unroll
        for (int j = 0; j < pack_t::size; ++j) {
          float const normalized = static_cast<float>(v[i].values[j]) * factor;
          float const incoming = static_cast<float>(g[i].values[j]);
          sum += incoming * static_cast<float>(w.values[j]) * normalized;
          dweight[i][j] += incoming * normalized;
        }
      }
    }
    float const mean = block_sum(sum, shared) / columns;
    auto *out = reinterpret_cast<pack_t *>(dx + row * columns);
#pragma unroll
    for (int i = 0; i < per_thread; ++i) {
      int const at = threadIdx.x + i * blockDim.x;
      if (at < packs) {
        pack_t const w = weights[at];
        pack_t result;
#pragma unroll
        for (int j = 0; j < pack_t::size; ++j) {
          float const normalized = static_cast<float>(v[i].values[j]) * factor;
          float const weighted = static_cast<float>(g[i].values[j]) * static_cast<float>(w.values[j]);
          result.values[j] = static_cast<scalar_t>(factor * (weighted - normalized * mean));
        }
        out[at] = result;
      }
    }
  }
#pragma unroll
  for (int i = 0; i < per_thread; ++i) {
    int const at = threadIdx.x + i * blockDim.x;
    if (at < packs) {
#pragma unroll
      for (int j = 0; j < pack_t::size; ++j) {
        partial[int64_t(blockIdx.x) * columns + at * pack_t::size + j] = dweight[i][j];
      }
    }
  }
}

// Rows of any length. A thread owns its columns in every row of the block, so it may add to `partial` as it goes.
template <typename scalar_t>
__global__ void backward_elements(scalar_t *__restrict__ dx, float *__restrict__ partial,
                                  scalar_t const *__restrict__ grad, scalar_t const *__restrict__ x,
                                  scalar_t const *__restrict__ weight, float const *__restrict__ scale, int64_t rows,
                                  int columns) {
  __shared__ float shared[max_warps];
  float *const dweight = partial + int64_t(blockIdx.x) * columns;
  for (int64_t row = blockIdx.x; row < rows; row += gridDim.x) {
    int64_t const start = row * columns;
    float const factor = scale[row];
    float sum = 0.f;
    for (int i = threadIdx.x; i < columns; i += blockDim.x) {
      float const normalized = static_cast<float>(x[start + i]) * factor;
      float const incoming = static_cast<float>(grad[start + i]);
      sum += incoming * static_cast<float>(weight[i]) * normalized;
      dweight[i] += incoming * normalized;
    }
    float const mean = block_sum(sum, shared) / columns;
    for (int i = threadIdx.x; i < columns; i += blockDim.x) {
      float const normalized = static_cast<float>(x[start + i]) * factor;
      float const weighted = static_cast<float>(grad[start + i]) * static_cast<float>(weight[i]);
      dx[start + i] = static_cast<scalar_t>(factor * (weighted - normalized * mean));
    }
  }
}

} // namespace
} // namespace rms_norm

std::tuple<at::Tensor, at::Tensor> rms_norm_backward(at::Tensor const &grad, at::Tensor const &x,
                                                     at::Tensor const &weight, at::Tensor const &scale) {
  using namespace rms_norm;
  TORCH_CHECK(grad.sizes() == x.sizes(), "rms_norm: grad has the shape ", grad.sizes(), ", x has ", x.sizes());
  TORCH_CHECK(grad.scalar_type() == x.scalar_type(), "rms_norm: grad is ", grad.scalar_type(), ", x is ",
              x.scalar_type());
  c10::cuda::CUDAGuard const guard(x.device());
  at::Tensor const grads = grad.contiguous(), dense = x.contiguous(), weights = weight.contiguous();
  at::Tensor dx = at::empty_like(dense);
  int64_t const columns = dense.size(-1), rows = scale.numel();
  at::Tensor partial;
  if (rows > 0) {
    with_type(dense.scalar_type(), [&](auto zero) {
      using scalar_t = decltype(zero);
      auto const *const incoming = grads.const_data_ptr<scalar_t>();
      auto const *const from = dense.const_data_ptr<scalar_t>();
      auto const *const by = weights.const_data_ptr<scalar_t>();
      auto const *const scales = scale.const_data_ptr<float>();
      auto *const to = dx.mutable_data_ptr<scalar_t>();
      // Many threads with few packs: each also keeps its part of dweight.
      constexpr int most_packs = 4;
      bool const aligned = are_aligned(incoming, from, by);
      Layout const layout = choose_layout(columns, Pack<scalar_t>::size, aligned, most_packs, 1024);
      // As many blocks as the chip holds at once; each leaves a row of partial sums.
      auto const *const chip = at::cuda::getCurrentDeviceProperties();
      int64_t const resident = std::max(1, chip->maxThreadsPerMultiProcessor / layout.threads);
      int64_t const blocks = std::min<int64_t>(rows, resident * chip->multiProcessorCount);
      auto const floats = dense.options().dtype(at::kFloat);
      partial = layout.per_thread == 0 ? at::zeros({blocks, columns}, floats) : at::empty({blocks, columns}, floats);
      auto *const sums = partial.mutable_data_ptr<float>();
      with_per_thread<most_packs>(layout.per_thread, [&](auto per_thread) {
        auto const stream = at::cuda::getCurrentCUDAStream();
        if constexpr (per_thread.value == 0) {
          backward_elements<scalar_t>
              <<<unsigned(blocks), layout.threads, 0, stream>>>(to, sums, incoming, from, by, scales, rows, int(columns));
        } else {
          backward_packs<scalar_t, per_thread.value>
              <<<unsigned(blocks), layout.threads, 0, stream>>>(to, sums, incoming, from, by, scales, rows, int(columns));
        }
        C10_CUDA_KERNEL_LAUNCH_CHECK();
      });
    });
  }
  if (rows == 0) {
    return {dx, at::zeros_like(weights)};
  }
  return {dx, partial.sum(0).to(weight.scalar_type())};
}
