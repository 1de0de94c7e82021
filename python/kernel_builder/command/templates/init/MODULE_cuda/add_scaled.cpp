#include <ATen/Dispatch.h>
#include <ATen/core/Tensor.h>
#include <ATen/cuda/CUDAContext.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>

#include "launch.h"
#include "torch_binding.h"

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
  AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "add_scaled", [&] {
    C10_CUDA_CHECK(launch_add_scaled(out.mutable_data_ptr<scalar_t>(), x.const_data_ptr<scalar_t>(),
                                     y.const_data_ptr<scalar_t>(), static_cast<scalar_t>(alpha), x.numel(),
                                     at::cuda::getCurrentCUDAStream()));
  });
}
