// What the forward and backward kernels share: wide loads and sums over a block.
#pragma once

#include <cstdint>

namespace rms_norm {

// Elements that one thread reads or writes at once: 16 bytes, the widest access there is.
template <typename scalar_t> struct alignas(16) Pack {
  static constexpr int size = 16 / sizeof(scalar_t);
  scalar_t values[size];
};

constexpr int warp_size = 32;
constexpr int max_warps = 32;

// The sum of a value over all threads of the block, in every thread. `shared` has room for one float a warp; the next
// sum is to use another room, since this one is left while others still read it.
__device__ inline float block_sum(float value, float *shared) {
  for (int offset = warp_size / 2; offset > 0; offset /= 2) {
    value += __shfl_xor_sync(0xffffffff, value, offset);
  }
  int const warp = threadIdx.x / warp_size, lane = threadIdx.x % warp_size;
  if (lane == 0) {
    shared[warp] = value;
  }
  __syncthreads();
  value = lane < blockDim.x / warp_size ? shared[lane] : 0.f;
  for (int offset = warp_size / 2; offset > 0; offset /= 2) {
    value += __shfl_xor_sync(0xffffffff, value, offset);
  }
  return value;
}

} // namespace rms_norm
