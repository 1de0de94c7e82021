#include <torch/library.h>

#include "ops.h"
#include "registration.h"

TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops) {
  ops.def("softmax(Tensor! out, Tensor input) -> ()");
  ops.def("histogram(Tensor! out, Tensor input) -> ()");
  ops.impl("softmax", c10::kXPU, &softmax);
  ops.impl("histogram", c10::kXPU, &histogram);
}

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
