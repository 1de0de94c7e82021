// This file includes nothing of Torch: the compiler reads it once for each GPU architecture, and Torch's headers would
// take most of that time. The object also serves every Torch.
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>

#include "elements.cuh"

char const *launch_squared_relu(Type type, void *out, void const *x, int64_t size, void *stream) {
  launch<__half, __nv_bfloat16>(type, out, x, size, static_cast<cudaStream_t>(stream));
  cudaError_t const error = cudaGetLastError();
  return error == cudaSuccess ? nullptr : cudaGetErrorString(error);
}
