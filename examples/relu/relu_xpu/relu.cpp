#include <ATen/core/Tensor.h>
#include <ATen/ops/empty_like.h>
#include <c10/core/DeviceGuard.h>
#include <c10/xpu/XPUStream.h>

#include "relu.h"
#include "torch_binding.h"

namespace {

Type type_of(at::Tensor const &tensor) {
  switch (tensor.scalar_type()) {
  case at::kDouble:
    return Type::float64;
  case at::kFloat:
    return Type::float32;
  case at::kHalf:
    return Type::float16;
  case at::kBFloat16:
    return Type::bfloat16;
  default:
    TORCH_CHECK(false, "\"relu\" not implemented for '", tensor.scalar_type(), "'");
  }
}

} // namespace

void relu(at::Tensor &out, at::Tensor const &input) {
  TORCH_CHECK(out.sizes() == input.sizes(), "relu: out has the shape ", out.sizes(), ", input has ", input.sizes());
  TORCH_CHECK(out.scalar_type() == input.scalar_type(), "relu: out is ", out.scalar_type(), ", input is ",
              input.scalar_type());
  TORCH_CHECK(out.device() == input.device(), "relu: out is on ", out.device(), ", input on ", input.device());
  Type const type = type_of(input);
  if (input.numel() == 0) {
    return;
  }
  c10::DeviceGuard const guard(input.device());
  // Elements that lie in another order or with gaps are taken from, and put back through, dense copies.
  at::Tensor const dense = input.contiguous();
  at::Tensor result = out.is_contiguous() ? out : at::empty_like(dense);
  launch_relu(type, result.mutable_data_ptr(), dense.const_data_ptr(), dense.numel(),
              c10::xpu::getCurrentXPUStream().queue());
  if (!result.is_same(out)) {
    out.copy_(result);
  }
}
