#include <torch/library.h>

#include "registration.h"

at::Tensor one(at::Tensor const &x);
at::Tensor two(at::Tensor const &x);
at::Tensor three(at::Tensor const &x);
at::Tensor defined(at::Tensor const &x);

TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops) {
  ops.def("one(Tensor x) -> Tensor", &one);
  ops.def("two(Tensor x) -> Tensor", &two);
  ops.def("three(Tensor x) -> Tensor", &three);
  ops.def("defined(Tensor x) -> Tensor", &defined);
}

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
