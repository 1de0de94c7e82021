// What CUDA and HIP have in common of the part that knows Torch.
#include <torch/csrc/inductor/aoti_torch/c/shim.h>
#include <torch/csrc/stable/accelerator.h>
#include <torch/headeronly/core/ScalarType.h>
#include <torch/headeronly/util/Exception.h>

#include "launch.h"
#include "squared_relu.h"

namespace {

Type type_of(torch::stable::Tensor const &x) {
  using torch::headeronly::ScalarType;
  switch (x.scalar_type()) {
  case ScalarType::Double:
    return Type::float64;
  case ScalarType::Float:
    return Type::float32;
  case ScalarType::Half:
    return Type::float16;
  case ScalarType::BFloat16:
    return Type::bfloat16;
  default:
    STD_TORCH_CHECK(false, "squared_relu: x must hold float64, float32, float16 or bfloat16");
  }
}

} // namespace

void squared_relu(torch::stable::Tensor &out, torch::stable::Tensor const &x) {
  Type const type = type_of(x);
  if (x.numel() == 0) {
    return;
  }
  torch::stable::accelerator::DeviceGuard const guard(x.get_device_index());
  void *stream = nullptr;
  TORCH_ERROR_CODE_CHECK(aoti_torch_get_current_cuda_stream(x.get_device_index(), &stream));
  char const *const error = launch_squared_relu(type, out.data_ptr(), x.data_ptr(), x.numel(), stream);
  STD_TORCH_CHECK(error == nullptr, "squared_relu: ", error);
}
