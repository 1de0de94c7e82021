#pragma once

#include <cstdint>
#include <type_traits>

#include "launch.h"

// What CUDA and HIP have in common: the code for the device, and its launch on a stream of either.

// max(value, 0)^2; half-precision numbers are squared as float.
template <typename scalar_t> __device__ scalar_t squared_relu_of(scalar_t value) {
  using math_t = std::conditional_t<std::is_same_v<scalar_t, double>, double, float>;
  math_t const x = static_cast<math_t>(value);
  return static_cast<scalar_t>(x < 0 ? math_t(0) : x * x);
}

template <typename scalar_t>
__global__ void squared_relu_elements(scalar_t *__restrict__ out, scalar_t const *__restrict__ x, int64_t size) {
  int64_t const i = int64_t(blockIdx.x) * blockDim.x + threadIdx.x;
  if (i < size) {
    out[i] = squared_relu_of(x[i]);
  }
}

template <typename scalar_t, typename stream_t>
void launch_elements(void *out, void const *x, int64_t size, stream_t stream) {
  constexpr int threads = 256;
  squared_relu_elements<<<unsigned((size + threads - 1) / threads), threads, 0, stream>>>(
      static_cast<scalar_t *>(out), static_cast<scalar_t const *>(x), size);
}

// half_t, bfloat16_t: the names that CUDA, or HIP, has for these types.
template <typename half_t, typename bfloat16_t, typename stream_t>
void launch(Type type, void *out, void const *x, int64_t size, stream_t stream) {
  switch (type) {
  case Type::float64:
    return launch_elements<double>(out, x, size, stream);
  case Type::float32:
    return launch_elements<float>(out, x, size, stream);
  case Type::float16:
    return launch_elements<half_t>(out, x, size, stream);
  case Type::bfloat16:
    return launch_elements<bfloat16_t>(out, x, size, stream);
  }
}
