#include <torch/library.h>

#include "registration.h"
#include "swiglu/ops.h"

TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops) {
  ops.def("swiglu(Tensor gate, Tensor up) -> Tensor");
  ops.def("swiglu_backward(Tensor grad, Tensor gate, Tensor up) -> (Tensor, Tensor)");
}

TORCH_LIBRARY_IMPL_EXPAND(TORCH_EXTENSION_NAME, CPU, ops) {
  ops.impl("swiglu", &swiglu::forward);
  ops.impl("swiglu_backward", &swiglu::backward);
}

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
