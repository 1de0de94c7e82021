#pragma once

#include <cstddef>
#include <cstdint>
#include <cuda_runtime_api.h>
#include <functional>

namespace rms_norm {

// The types of elements that the device code knows.
enum class Type { float32, float16, bfloat16 };

// y = x * scale * weight, where scale = 1 / sqrt(mean(x²) + eps), a number for each row. All memory is dense.
struct Forward {
  Type type;
  void *y;
  float *scale;
  void const *x;
  void const *weight;
  int64_t rows, columns;
  float eps;
  cudaStream_t stream;
};

// The gradients of x and weight, from the gradient of y.
struct Backward {
  Type type;
  void *dx;
  void *dweight;
  void const *grad;
  void const *x;
  void const *weight;
  float const *scale;
  int64_t rows, columns;
  // The number of the current GPU.
  int device;
  cudaStream_t stream;
  // Memory of that many bytes on the GPU, which lives until the kernels have run.
  std::function<void *(std::size_t)> allocate;
};

// Queue the work on the stream, and return the error of the launch.
cudaError_t launch(Forward const &forward);
cudaError_t launch(Backward const &backward);

} // namespace rms_norm
