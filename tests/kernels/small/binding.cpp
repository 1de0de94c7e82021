#include <torch/library.h>

#include "registration.h"

TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops) { ops.def("nothing() -> ()"); }

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
