// This file includes nothing of Torch: the compiler reads it once for each GPU architecture, and Torch's headers would
// take most of that time. The object also serves every Torch.
#include <cuda_runtime.h>

#include "launch.h"

namespace {

template <typename scalar_t>
__global__ void add_scaled_kernel(scalar_t *__restrict__ out, scalar_t const *__restrict__ x,
                                  scalar_t const *__restrict__ y, scalar_t alpha, int64_t size) {
  int64_t const i = int64_t(blockIdx.x) * blockDim.x + threadIdx.x;
  if (i < size) {
    out[i] = x[i] + alpha * y[i];
  }
}

template <typename scalar_t>
cudaError_t launch(scalar_t *out, scalar_t const *x, scalar_t const *y, scalar_t alpha, int64_t size,
                   cudaStream_t stream) {
  constexpr int threads = 256;
  auto const blocks = static_cast<unsigned>((size + threads - 1) / threads);
  add_scaled_kernel<<<blocks, threads, 0, stream>>>(out, x, y, alpha, size);
  return cudaGetLastError();
}

} // namespace

cudaError_t launch_add_scaled(float *out, float const *x, float const *y, float alpha, int64_t size,
                              cudaStream_t stream) {
  return launch(out, x, y, alpha, size, stream);
}

cudaError_t launch_add_scaled(double *out, double const *x, double const *y, double alpha, int64_t size,
                              cudaStream_t stream) {
  return launch(out, x, y, alpha, size, stream);
}
