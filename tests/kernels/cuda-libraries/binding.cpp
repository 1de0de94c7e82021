#include <torch/library.h>

#include "registration.h"

int64_t library_version(std::string name);
at::Tensor device_parts(at::Tensor const &input);

TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops) {
  ops.def("library_version(str name) -> int", &library_version);
  ops.def("device_parts(Tensor input) -> Tensor");
}

TORCH_LIBRARY_IMPL_EXPAND(TORCH_EXTENSION_NAME, CUDA, ops) { ops.impl("device_parts", &device_parts); }

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
