#pragma once

#include <cstdint>

#include "squared_relu.h"

// What CUDA and HIP have in common: the code for the device, and its launch on a stream of either.
template <typename scalar_t>
__global__ void squared_relu_elements(scalar_t *__restrict__ out, scalar_t const *__restrict__ x, int64_t size) {
  int64_t const i = int64_t(blockIdx.x) * blockDim.x + threadIdx.x;
  if (i < size) {
    out[i] = squared_relu_of(x[i]);
  }
}

template <typename stream_t>
void launch_squared_relu(torch::stable::Tensor &out, torch::stable::Tensor const &x, stream_t stream) {
  constexpr int threads = 256;
  int64_t const size = x.numel();
  if (size == 0) {
    return;
  }
  with_type(x, [&](auto value) {
    using scalar_t = decltype(value);
    squared_relu_elements<<<unsigned((size + threads - 1) / threads), threads, 0, stream>>>(
        static_cast<scalar_t *>(out.data_ptr()), static_cast<scalar_t const *>(x.data_ptr()), size);
  });
}
