#include <torch/csrc/stable/library.h>
#include <torch/csrc/stable/ops.h>
#include <torch/csrc/stable/tensor.h>
#include <torch/headeronly/core/ScalarType.h>

#include <stdexcept>

#include "registration.h"

namespace {

torch::stable::Tensor relu(const torch::stable::Tensor &x) {
  if (x.scalar_type() != torch::headeronly::ScalarType::Float || !x.is_contiguous())
    throw std::runtime_error("relu: x must be contiguous and float32");
  torch::stable::Tensor y = torch::stable::empty_like(x);
  const float *in = static_cast<const float *>(x.data_ptr());
  float *out = static_cast<float *>(y.data_ptr());
  for (int64_t i = 0; i < x.numel(); i++)
    out[i] = in[i] > 0 ? in[i] : 0;
  return y;
}

}  // namespace

STABLE_TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops) { ops.def("relu(Tensor x) -> Tensor"); }
STABLE_TORCH_LIBRARY_IMPL_EXPAND(TORCH_EXTENSION_NAME, CPU, ops) { ops.impl("relu", TORCH_BOX(&relu)); }

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
