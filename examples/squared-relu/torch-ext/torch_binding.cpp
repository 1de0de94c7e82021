#include <torch/csrc/stable/library.h>
#include <torch/csrc/stable/ops.h>

#include "registration.h"
#include "squared_relu.h"

namespace {

torch::stable::Tensor forward(torch::stable::Tensor const &x) {
  STD_TORCH_CHECK(x.is_contiguous(), "squared_relu: x must be contiguous");
  torch::stable::Tensor out = torch::stable::empty_like(x);
  squared_relu(out, x);
  return out;
}

} // namespace

STABLE_TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops) { ops.def("squared_relu(Tensor x) -> Tensor"); }

#if defined(CPU_KERNEL)
STABLE_TORCH_LIBRARY_IMPL_EXPAND(TORCH_EXTENSION_NAME, CPU, ops) { ops.impl("squared_relu", TORCH_BOX(&forward)); }
#elif defined(CUDA_KERNEL) || defined(ROCM_KERNEL)
// Torch calls the GPUs of AMD by the same name.
STABLE_TORCH_LIBRARY_IMPL_EXPAND(TORCH_EXTENSION_NAME, CUDA, ops) { ops.impl("squared_relu", TORCH_BOX(&forward)); }
#endif

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
