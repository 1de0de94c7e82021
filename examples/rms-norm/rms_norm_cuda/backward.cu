// This file includes nothing of Torch: the compiler reads it once for each GPU architecture, and Torch's headers would
// take most of that time. The object also serves every Torch.
#include <utility>

#include <cuda_pipeline_primitives.h>

#include "block.cuh"
#include "dispatch.cuh"
#include "rms_norm.h"

namespace rms_norm {
namespace {

// Threads of a block, which bounds the registers of each; those there are before one takes a second pack of a row; packs
// that one may take; and those it may keep as float between the two passes over a row. Measured on an H200.
constexpr int most_threads = 512, wanted_threads = 256, most_packs = 8, kept_packs = 2;

// With n = x * scale (the normalized row) and g = grad * weight:
//   dx = scale * (g - n * mean(g * n)),   dweight = sum over rows of grad * n.
// Each block takes every gridDim.x-th row, keeps its part of dweight in registers, and writes it to a row of `partial`.
// Rows are copied to shared memory `stages` ahead, where each thread reads what it has copied itself.
template <typename scalar_t, int per_thread>
__global__ void __launch_bounds__(most_threads)
    backward_packs(scalar_t *__restrict__ dx, float *__restrict__ partial, scalar_t const *__restrict__ grad,
                   scalar_t const *__restrict__ x, scalar_t const *__restrict__ weight, float const *__restrict__ scale,
                   int64_t rows, int columns, int stages) {
  using pack_t = Pack<scalar_t>;
  extern __shared__ uint4 storage[];
  // Two rooms for the sums of warps, taken in turns: a row need not wait until that before it has been read by all.
  __shared__ float shared[2][max_warps];
  int const packs = columns / pack_t::size, slots = blockDim.x * per_thread;
  auto const *weights = reinterpret_cast<pack_t const *>(weight);
  auto const slot = [&](int stage, int which, int i) {
    return reinterpret_cast<pack_t *>(storage) + (2 * stage + which) * slots + i * blockDim.x + threadIdx.x;
  };
  auto const copy = [&](int64_t row, int stage) {
    if (row < rows) {
#pragma unroll
      for (int i = 0; i < per_thread; ++i) {
        int const at = threadIdx.x + i * blockDim.x;
        if (at < packs) {
          __pipeline_memcpy_async(slot(stage, 0, i), reinterpret_cast<pack_t const *>(grad + row * columns) + at, 16);
          __pipeline_memcpy_async(slot(stage, 1, i), reinterpret_cast<pack_t const *>(x + row * columns) + at, 16);
        }
      }
    }
    __pipeline_commit();
  };

  for (int stage = 0; stage < stages - 1; ++stage) {
    copy(blockIdx.x + int64_t(stage) * gridDim.x, stage);
  }
  float dweight[per_thread][pack_t::size] = {};
  float factor = scale[blockIdx.x];
  int stage = 0, turn = 0;
  for (int64_t row = blockIdx.x; row < rows; row += gridDim.x, turn ^= 1) {
    copy(row + int64_t(stages - 1) * gridDim.x, stage == 0 ? stages - 1 : stage - 1);
    float const next_factor = row + gridDim.x < rows ? scale[row + gridDim.x] : 0.f;
    __pipeline_wait_prior(stages - 1);
    // grad * weight and x, as long as there are registers for them; else they are read and multiplied again.
    constexpr bool keep = per_thread <= kept_packs;
    float weighted[keep ? per_thread : 1][pack_t::size], values[keep ? per_thread : 1][pack_t::size];
    float sum = 0.f;
#pragma unroll
    for (int i = 0; i < per_thread; ++i) {
      int const at = threadIdx.x + i * blockDim.x;
      if (at < packs) {
        pack_t const g = *slot(stage, 0, i), v = *slot(stage, 1, i), w = weights[at];
#pragma unroll
        for (int j = 0; j < pack_t::size; ++j) {
          float const incoming = static_cast<float>(g.values[j]), value = static_cast<float>(v.values[j]);
          float const by_weight = incoming * static_cast<float>(w.values[j]);
          sum += by_weight * value;
          dweight[i][j] += incoming * value * factor;
          if constexpr (keep) {
            weighted[i][j] = by_weight;
            values[i][j] = value;
          }
        }
      }
    }
    // The sum is that of g * n but for a factor.
    float const by_mean = factor * factor * factor * block_sum(sum, shared[turn]) / columns;
    auto *out = reinterpret_cast<pack_t *>(dx + row * columns);
#pragma unroll
    for (int i = 0; i < per_thread; ++i) {
      int const at = threadIdx.x + i * blockDim.x;
      if (at < packs) {
        pack_t result;
        if constexpr (keep) {
#pragma unroll
          for (int j = 0; j < pack_t::size; ++j) {
            result.values[j] = static_cast<scalar_t>(factor * weighted[i][j] - values[i][j] * by_mean);
          }
        } else {
          pack_t const g = *slot(stage, 0, i), v = *slot(stage, 1, i), w = weights[at];
#pragma unroll
          for (int j = 0; j < pack_t::size; ++j) {
            float const by_weight = static_cast<float>(g.values[j]) * static_cast<float>(w.values[j]);
            result.values[j] = static_cast<scalar_t>(factor * by_weight - static_cast<float>(v.values[j]) * by_mean);
          }
        }
        out[at] = result;
      }
    }
    factor = next_factor;
    stage = stage + 1 == stages ? 0 : stage + 1;
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
  __shared__ float shared[2][max_warps];
  float *const dweight = partial + int64_t(blockIdx.x) * columns;
  int turn = 0;
  for (int64_t row = blockIdx.x; row < rows; row += gridDim.x, turn ^= 1) {
    int64_t const start = row * columns;
    float const factor = scale[row];
    float sum = 0.f;
    for (int i = threadIdx.x; i < columns; i += blockDim.x) {
      float const normalized = static_cast<float>(x[start + i]) * factor;
      float const incoming = static_cast<float>(grad[start + i]);
      sum += incoming * static_cast<float>(weight[i]) * normalized;
      dweight[i] += incoming * normalized;
    }
    float const mean = block_sum(sum, shared[turn]) / columns;
    for (int i = threadIdx.x; i < columns; i += blockDim.x) {
      float const normalized = static_cast<float>(x[start + i]) * factor;
      float const weighted = static_cast<float>(grad[start + i]) * static_cast<float>(weight[i]);
      dx[start + i] = static_cast<scalar_t>(factor * (weighted - normalized * mean));
    }
  }
}

// The sums of the columns of `partial`. A block takes as many columns as a warp has lanes, each of its warps some rows.
constexpr int sum_warps = 16;
template <typename scalar_t>
__global__ void __launch_bounds__(warp_size *sum_warps)
    sum_rows(scalar_t *__restrict__ dweight, float const *__restrict__ partial, int rows, int columns) {
  __shared__ float shared[sum_warps][warp_size];
  int const column = blockIdx.x * warp_size + threadIdx.x;
  float sum = 0.f;
  if (column < columns) {
    for (int row = threadIdx.y; row < rows; row += sum_warps) {
      sum += partial[int64_t(row) * columns + column];
    }
  }
  shared[threadIdx.y][threadIdx.x] = sum;
  __syncthreads();
  if (threadIdx.y == 0 && column < columns) {
#pragma unroll
    for (int i = 1; i < sum_warps; ++i) {
      sum += shared[i][threadIdx.x];
    }
    dweight[column] = static_cast<scalar_t>(sum);
  }
}

// What a GPU has: bytes of shared memory for a block and on a multiprocessor, threads on one, and multiprocessors.
struct Chip {
  int shared_of_block, shared, threads, multiprocessors;
};

cudaError_t read_chip(Chip &chip, int device) {
  std::pair<cudaDeviceAttr, int *> const attributes[] = {
      {cudaDevAttrMaxSharedMemoryPerBlockOptin, &chip.shared_of_block},
      {cudaDevAttrMaxSharedMemoryPerMultiprocessor, &chip.shared},
      {cudaDevAttrMaxThreadsPerMultiProcessor, &chip.threads},
      {cudaDevAttrMultiProcessorCount, &chip.multiprocessors},
  };
  for (auto const &[attribute, value] : attributes) {
    if (cudaError_t const error = cudaDeviceGetAttribute(value, attribute, device); error != cudaSuccess) {
      return error;
    }
  }
  return cudaSuccess;
}

template <typename scalar_t> cudaError_t launch_of(Backward const &backward, Chip const &chip) {
  auto const *const incoming = static_cast<scalar_t const *>(backward.grad);
  auto const *const from = static_cast<scalar_t const *>(backward.x);
  auto const *const by = static_cast<scalar_t const *>(backward.weight);
  auto *const to = static_cast<scalar_t *>(backward.dx);
  int64_t const rows = backward.rows;
  int const columns = int(backward.columns);
  bool const aligned = are_aligned(incoming, from, by);
  Layout layout = choose_layout(columns, Pack<scalar_t>::size, aligned, most_packs, wanted_threads, most_threads);
  // Of grad and x each, the packs of a row.
  int const stage_bytes = 2 * 16 * layout.threads * layout.per_thread;
  int const most_bytes = chip.shared_of_block - 1024; // less what the kernel has besides
  if (stage_bytes > most_bytes) {
    layout.per_thread = 0;
  }
  // As many rows ahead as fit with two blocks on a multiprocessor, and as many blocks as the chip holds at once; each
  // leaves a row of partial sums.
  int const room = std::min(most_bytes, chip.shared / 2 - 2048);
  int const most_stages = layout.per_thread == 1 ? 4 : 2;
  int const stages = stage_bytes == 0 ? 1 : std::clamp(room / stage_bytes, 1, most_stages);
  int resident = 1;
  cudaError_t error = with_per_thread<most_packs>(layout.per_thread, [&](auto per_thread) {
    if constexpr (per_thread.value == 0) {
      resident = std::max(1, chip.threads / layout.threads);
      return cudaSuccess;
    } else {
      auto const kernel = backward_packs<scalar_t, per_thread.value>;
      cudaError_t const refused =
          cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, stages * stage_bytes);
      return refused != cudaSuccess ? refused
                                    : cudaOccupancyMaxActiveBlocksPerMultiprocessor(&resident, kernel, layout.threads,
                                                                                    stages * stage_bytes);
    }
  });
  if (error != cudaSuccess) {
    return error;
  }
  int64_t const blocks = std::min<int64_t>(rows, int64_t(resident) * chip.multiprocessors);
  std::size_t const bytes = blocks * columns * sizeof(float);
  auto *const sums = static_cast<float *>(backward.allocate(bytes));
  if (layout.per_thread == 0) {
    error = cudaMemsetAsync(sums, 0, bytes, backward.stream);
    if (error != cudaSuccess) {
      return error;
    }
  }
  error = with_per_thread<most_packs>(layout.per_thread, [&](auto per_thread) {
    if constexpr (per_thread.value == 0) {
      backward_elements<scalar_t><<<unsigned(blocks), layout.threads, 0, backward.stream>>>(
          to, sums, incoming, from, by, backward.scale, rows, columns);
    } else {
      backward_packs<scalar_t, per_thread.value>
          <<<unsigned(blocks), layout.threads, stages * stage_bytes, backward.stream>>>(
              to, sums, incoming, from, by, backward.scale, rows, columns, stages);
    }
    return cudaGetLastError();
  });
  if (error != cudaSuccess) {
    return error;
  }
  sum_rows<scalar_t><<<unsigned((columns + warp_size - 1) / warp_size), dim3(warp_size, sum_warps), 0,
                       backward.stream>>>(static_cast<scalar_t *>(backward.dweight), sums, int(blocks), columns);
  return cudaGetLastError();
}

} // namespace

cudaError_t launch(Backward const &backward) {
  Chip chip;
  cudaError_t const error = read_chip(chip, backward.device);
  if (error != cudaSuccess) {
    return error;
  }
  return with_type(backward.type, [&](auto zero) { return launch_of<decltype(zero)>(backward, chip); });
}

} // namespace rms_norm
