#pragma once

#include <cstddef>
#include <cuda_runtime_api.h>
#include <functional>

namespace linear_gelu {

// out[rows, columns] = gelu(x[rows, depth] * weight[columns, depth]ᵀ + bias[columns]); all matrices are row-major.
struct Problem {
  void *out;
  void const *x;
  void const *weight;
  void const *bias;
  int rows, columns, depth;
  // Whether the elements are bfloat16, else they are half.
  bool bfloat16;
  int device, multiprocessors;
  cudaStream_t stream;
  // Memory of that many bytes on the GPU, which lives until the kernel has run.
  std::function<void *(std::size_t)> allocate;
};

// Elements that a thread reads at once, 16 bytes of them: columns and depth are to be multiples of it.
constexpr int alignment = 8;

// Start the multiplication; what went wrong, or nullptr.
char const *gemm_sm80(Problem const &problem);
char const *gemm_sm90(Problem const &problem);

} // namespace linear_gelu
