#include <ATen/core/Tensor.h>
#include <ATen/cuda/CUDAContext.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/zeros_like.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>

#include "rms_norm.h"
#include "torch_binding.h"

namespace {

rms_norm::Type type_of(at::Tensor const &tensor) {
  switch (tensor.scalar_type()) {
  case at::kFloat:
    return rms_norm::Type::float32;
  case at::kHalf:
    return rms_norm::Type::float16;
  case at::kBFloat16:
    return rms_norm::Type::bfloat16;
  default:
    TORCH_CHECK(false, "rms_norm: no kernel for ", tensor.scalar_type(), "; float, half and bfloat16 have one");
  }
}

void check(at::Tensor const &x, at::Tensor const &weight) {
  TORCH_CHECK(x.dim() >= 1, "rms_norm: x has no dimension to normalize");
  TORCH_CHECK(weight.dim() == 1 && weight.size(0) == x.size(-1), "rms_norm: weight has the shape ", weight.sizes(),
              ", the last dimension of x is ", x.size(-1));
  TORCH_CHECK(weight.scalar_type() == x.scalar_type(), "rms_norm: weight is ", weight.scalar_type(), ", x is ",
              x.scalar_type());
  TORCH_CHECK(weight.device() == x.device(), "rms_norm: weight is on ", weight.device(), ", x on ", x.device());
}

int64_t rows_of(at::Tensor const &x) { return x.numel() == 0 ? 0 : x.numel() / x.size(-1); }

} // namespace

std::tuple<at::Tensor, at::Tensor> rms_norm_forward(at::Tensor const &x, at::Tensor const &weight, double eps) {
  check(x, weight);
  c10::cuda::CUDAGuard const guard(x.device());
  at::Tensor const dense = x.contiguous(), weights = weight.contiguous();
  at::Tensor y = at::empty_like(dense);
  int64_t const rows = rows_of(dense);
  at::Tensor scale = at::empty({rows}, dense.options().dtype(at::kFloat));
  if (rows == 0) {
    return {y, scale};
  }
  C10_CUDA_CHECK(rms_norm::launch(rms_norm::Forward{
      type_of(dense),
      y.mutable_data_ptr(),
      scale.mutable_data_ptr<float>(),
      dense.const_data_ptr(),
      weights.const_data_ptr(),
      rows,
      dense.size(-1),
      static_cast<float>(eps),
      at::cuda::getCurrentCUDAStream(),
  }));
  return {y, scale};
}

std::tuple<at::Tensor, at::Tensor> rms_norm_backward(at::Tensor const &grad, at::Tensor const &x,
                                                     at::Tensor const &weight, at::Tensor const &scale) {
  check(x, weight);
  TORCH_CHECK(grad.sizes() == x.sizes(), "rms_norm: grad has the shape ", grad.sizes(), ", x has ", x.sizes());
  TORCH_CHECK(grad.scalar_type() == x.scalar_type(), "rms_norm: grad is ", grad.scalar_type(), ", x is ",
              x.scalar_type());
  TORCH_CHECK(grad.device() == x.device(), "rms_norm: grad is on ", grad.device(), ", x on ", x.device());
  int64_t const rows = rows_of(x);
  TORCH_CHECK(scale.numel() == rows && scale.is_contiguous() && scale.device() == x.device(),
              "rms_norm: scale must be what the forward pass returned: ", rows, " numbers on ", x.device());
  c10::cuda::CUDAGuard const guard(x.device());
  at::Tensor const grads = grad.contiguous(), dense = x.contiguous(), weights = weight.contiguous();
  at::Tensor dx = at::empty_like(dense);
  if (rows == 0) {
    return {dx, at::zeros_like(weights)};
  }
  at::Tensor dweight = at::empty_like(weights);
  at::Tensor workspace;
  C10_CUDA_CHECK(rms_norm::launch(rms_norm::Backward{
      type_of(dense),
      dx.mutable_data_ptr(),
      dweight.mutable_data_ptr(),
      grads.const_data_ptr(),
      dense.const_data_ptr(),
      weights.const_data_ptr(),
      scale.const_data_ptr<float>(),
      rows,
      dense.size(-1),
      dense.device().index(),
      at::cuda::getCurrentCUDAStream(),
      [&](std::size_t size) {
        workspace = at::empty({static_cast<int64_t>(size)}, dense.options().dtype(at::kByte));
        return workspace.mutable_data_ptr();
      },
  }));
  return {dx, dweight};
}
