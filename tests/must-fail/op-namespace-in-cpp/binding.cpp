#include <torch/csrc/stable/library.h>

#include "registration.h"

STABLE_TORCH_LIBRARY_FRAGMENT(literal, ops) { ops.def("f(Tensor x) -> Tensor"); }

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
