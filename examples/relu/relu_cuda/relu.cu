// This file includes nothing of Torch: the compiler reads it once for each GPU architecture, and Torch's headers would
// take most of that time. The object also serves every Torch.
#include <cstdint>

#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_runtime.h>

#include "relu.h"

namespace {

// Elements that one thread reads and writes at once: 16 bytes, the widest access there is.
template <typename scalar_t> struct alignas(16) Pack {
  static constexpr int size = 16 / sizeof(scalar_t);
  scalar_t values[size];
};

// Half-precision numbers are compared as float.
__device__ bool is_negative(double value) { return value < 0; }
__device__ bool is_negative(float value) { return value < 0; }
__device__ bool is_negative(__half value) { return __half2float(value) < 0; }
__device__ bool is_negative(__nv_bfloat16 value) { return __bfloat162float(value) < 0; }

template <typename scalar_t> __device__ scalar_t relu_one(scalar_t value) {
  return is_negative(value) ? scalar_t{} : value;
}

template <typename scalar_t>
__global__ void relu_packs(Pack<scalar_t> *__restrict__ out, Pack<scalar_t> const *__restrict__ input, int64_t packs) {
  int64_t const i = int64_t(blockIdx.x) * blockDim.x + threadIdx.x;
  if (i < packs) {
    Pack<scalar_t> pack = input[i];
#pragma unroll
    for (int j = 0; j < Pack<scalar_t>::size; ++j) {
      pack.values[j] = relu_one(pack.values[j]);
    }
    out[i] = pack;
  }
}

template <typename scalar_t>
__global__ void relu_elements(scalar_t *__restrict__ out, scalar_t const *__restrict__ input, int64_t size) {
  int64_t const i = int64_t(blockIdx.x) * blockDim.x + threadIdx.x;
  if (i < size) {
    out[i] = relu_one(input[i]);
  }
}

template <typename scalar_t> bool is_aligned(scalar_t const *pointer) {
  return reinterpret_cast<uintptr_t>(pointer) % alignof(Pack<scalar_t>) == 0;
}

template <typename scalar_t> cudaError_t launch(void *to, void const *from, int64_t size, cudaStream_t stream) {
  auto *const out = static_cast<scalar_t *>(to);
  auto const *const input = static_cast<scalar_t const *>(from);
  constexpr int threads = 256;
  auto const blocks = [](int64_t items) { return unsigned((items + threads - 1) / threads); };
  int64_t const packs = is_aligned(out) && is_aligned(input) ? size / Pack<scalar_t>::size : 0;
  if (packs > 0) {
    relu_packs<<<blocks(packs), threads, 0, stream>>>(reinterpret_cast<Pack<scalar_t> *>(out),
                                                      reinterpret_cast<Pack<scalar_t> const *>(input), packs);
  }
  int64_t const done = packs * Pack<scalar_t>::size;
  if (done < size) {
    relu_elements<<<blocks(size - done), threads, 0, stream>>>(out + done, input + done, size - done);
  }
  return cudaGetLastError();
}

} // namespace

cudaError_t launch_relu(Type type, void *out, void const *input, int64_t size, cudaStream_t stream) {
  switch (type) {
  case Type::float64:
    return launch<double>(out, input, size, stream);
  case Type::float32:
    return launch<float>(out, input, size, stream);
  case Type::float16:
    return launch<__half>(out, input, size, stream);
  case Type::bfloat16:
    return launch<__nv_bfloat16>(out, input, size, stream);
  }
  return cudaErrorInvalidValue;
}
