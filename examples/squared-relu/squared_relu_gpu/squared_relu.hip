// This file includes nothing of Torch: see squared_relu.cu.
#include <hip/hip_bf16.h>
#include <hip/hip_fp16.h>
#include <hip/hip_runtime.h>

#include "elements.cuh"

char const *launch_squared_relu(Type type, void *out, void const *x, int64_t size, void *stream) {
  launch<__half, __hip_bfloat16>(type, out, x, size, static_cast<hipStream_t>(stream));
  hipError_t const error = hipGetLastError();
  return error == hipSuccess ? nullptr : hipGetErrorString(error);
}
