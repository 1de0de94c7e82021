// This file includes nothing of Torch: the compiler reads it once for each GPU architecture, and Torch's headers would
// take most of that time. The object also serves every Torch.
#include "block.cuh"
#include "dispatch.cuh"
#include "rms_norm.h"

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

cudaError_t launch(Forward const &forward) {
  return with_type(forward.type, [&](auto zero) {
    using scalar_t = decltype(zero);
    auto const *const from = static_cast<scalar_t const *>(forward.x);
    auto const *const by = static_cast<scalar_t const *>(forward.weight);
    auto *const to = static_cast<scalar_t *>(forward.y);
    constexpr int most_packs = 8;
    Layout const layout = choose_layout(forward.columns, Pack<scalar_t>::size, are_aligned(from, by), most_packs, 256);
    return with_per_thread<most_packs>(layout.per_thread, [&](auto per_thread) {
      unsigned const blocks = unsigned(forward.rows);
      int const columns = int(forward.columns);
      if constexpr (per_thread.value == 0) {
        forward_elements<scalar_t>
            <<<blocks, layout.threads, 0, forward.stream>>>(to, forward.scale, from, by, columns, forward.eps);
      } else {
        forward_packs<scalar_t, per_thread.value>
            <<<blocks, layout.threads, 0, forward.stream>>>(to, forward.scale, from, by, columns, forward.eps);
      }
      return cudaGetLastError();
    });
  });
}

} // namespace rms_norm
