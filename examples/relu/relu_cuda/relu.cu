#include <ATen/Dispatch.h>
#include <ATen/OpMathType.h>
#include <ATen/cuda/CUDAContext.h>
#include <ATen/ops/empty_like.h>
#include <c10/cuda/CUDAGuard.h>

#include "torch_binding.h"

namespace {

// Elements that one thread reads and writes at once: 16 bytes, the widest access there is.
template <typename scalar_t> struct alignas(16) Pack {
  static constexpr int size = 16 / sizeof(scalar_t);
  scalar_t values[size];
};

template <typename scalar_t> __device__ scalar_t relu_one(scalar_t value) {
  // Half-precision numbers are compared as float.
  using compare_t = at::opmath_type<scalar_t>;
  return static_cast<compare_t>(value) < compare_t(0) ? scalar_t(0) : value;
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

template <typename scalar_t> void launch(scalar_t *out, scalar_t const *input, int64_t size, cudaStream_t stream) {
  constexpr int threads = 256;
  auto const blocks = [](int64_t items) { return unsigned((items + threads - 1) / threads); };
  int64_t const packs = is_aligned(out) && is_aligned(input) ? size / Pack<scalar_t>::size : 0;
  if (packs > 0) {
    relu_packs<<<blocks(packs), threads, 0, stream>>>(reinterpret_cast<Pack<scalar_t> *>(out),
                                                      reinterpret_cast<Pack<scalar_t> const *>(input), packs);
    C10_CUDA_KERNEL_LAUNCH_CHECK();
  }
  int64_t const done = packs * Pack<scalar_t>::size;
  if (done < size) {
    relu_elements<<<blocks(size - done), threads, 0, stream>>>(out + done, input + done, size - done);
    C10_CUDA_KERNEL_LAUNCH_CHECK();
  }
}

} // namespace

void relu(at::Tensor &out, at::Tensor const &input) {
  TORCH_CHECK(out.sizes() == input.sizes(), "relu: out has the shape ", out.sizes(), ", input has ", input.sizes());
  TORCH_CHECK(out.scalar_type() == input.scalar_type(), "relu: out is ", out.scalar_type(), ", input is ",
              input.scalar_type());
  TORCH_CHECK(out.device() == input.device(), "relu: out is on ", out.device(), ", input on ", input.device());
  if (input.numel() == 0) {
    return;
  }
  c10::cuda::CUDAGuard const guard(input.device());
  // Elements that lie in another order or with gaps are taken from, and put back through, dense copies.
  at::Tensor const dense = input.contiguous();
  at::Tensor result = out.is_contiguous() ? out : at::empty_like(dense);
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, input.scalar_type(), "relu", [&] {
    launch(result.mutable_data_ptr<scalar_t>(), dense.const_data_ptr<scalar_t>(), dense.numel(),
           at::cuda::getCurrentCUDAStream());
  });
  if (!result.is_same(out)) {
    out.copy_(result);
  }
}
