#include <ATen/core/Tensor.h>
#include <ATen/cuda/CUDAContext.h>
#include <c10/cuda/CUDAException.h>
#include <c10/cuda/CUDAGuard.h>

#include "cumsum.h"
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
    TORCH_CHECK(false, "\"cumsum\" not implemented for '", tensor.scalar_type(), "'");
  }
}

} // namespace

void cumsum(at::Tensor &out, at::Tensor const &input) {
  TORCH_CHECK(out.sizes() == input.sizes(), "cumsum: out has the shape ", out.sizes(), ", input has ", input.sizes());
  TORCH_CHECK(out.scalar_type() == input.scalar_type(), "cumsum: out is ", out.scalar_type(), ", input is ",
              input.scalar_type());
  TORCH_CHECK(out.device() == input.device(), "cumsum: out is on ", out.device(), ", input on ", input.device());
  TORCH_CHECK(out.is_contiguous() && input.is_contiguous(), "cumsum: out and input must be contiguous");
  Type const type = type_of(input);
  if (input.numel() == 0) {
    return;
  }
  c10::cuda::CUDAGuard const guard(input.device());
  int64_t const length = input.dim() ? input.size(-1) : 1;
  C10_CUDA_CHECK(launch_cumsum(type, out.mutable_data_ptr(), input.const_data_ptr(), unsigned(input.numel() / length),
                               length, at::cuda::getCurrentCUDAStream()));
}
