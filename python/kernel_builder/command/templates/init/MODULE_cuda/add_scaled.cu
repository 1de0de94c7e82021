#include <ATen/Dispatch.h>
#include <ATen/cuda/CUDAContext.h>
#include <c10/cuda/CUDAGuard.h>

#include "torch_binding.h"

namespace {

template <typename scalar_t>
__global__ void add_scaled_kernel(scalar_t *__restrict__ out, scalar_t const *__restrict__ x,
                                  scalar_t const *__restrict__ y, scalar_t alpha, int64_t size) {
  int64_t const i = int64_t(blockIdx.x) * blockDim.x + threadIdx.x;
  if (i < size) {
    out[i] = x[i] + alpha * y[i];
  }
}

} // namespace

void add_scaled(at::Tensor &out, at::Tensor const &x, at::Tensor const &y, double alpha) {
  for (at::Tensor const &other : {out, y}) {
    TORCH_CHECK(other.sizes() == x.sizes(), "the shapes are ", x.sizes(), " and ", other.sizes());
    TORCH_CHECK(other.scalar_type() == x.scalar_type(), "the types are ", x.scalar_type(), " and ", other.scalar_type());
    TORCH_CHECK(other.device() == x.device(), "the devices are ", x.device(), " and ", other.device());
    TORCH_CHECK(other.is_contiguous() && x.is_contiguous(), "the tensors must be contiguous");
  }
  if (x.numel() == 0) {
    return;
  }
  c10::cuda::CUDAGuard const guard(x.device());
  constexpr int threads = 256;
  auto const blocks = static_cast<unsigned>((x.numel() + threads - 1) / threads);
  AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "add_scaled", [&] {
    add_scaled_kernel<scalar_t><<<blocks, threads, 0, at::cuda::getCurrentCUDAStream()>>>(
        out.mutable_data_ptr<scalar_t>(), x.const_data_ptr<scalar_t>(), y.const_data_ptr<scalar_t>(),
        static_cast<scalar_t>(alpha), x.numel());
  });
  C10_CUDA_KERNEL_LAUNCH_CHECK();
}
