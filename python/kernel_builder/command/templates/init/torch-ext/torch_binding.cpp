#include <torch/library.h>

#include "registration.h"
#include "torch_binding.h"

TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops) {
  ops.def("add_scaled(Tensor! out, Tensor x, Tensor y, float alpha) -> ()");
}

#if defined(CPU_KERNEL)
TORCH_LIBRARY_IMPL_EXPAND(TORCH_EXTENSION_NAME, CPU, ops) { ops.impl("add_scaled", &add_scaled); }
#elif defined(CUDA_KERNEL) || defined(ROCM_KERNEL)
// Torch names AMD's GPUs CUDA, too.
TORCH_LIBRARY_IMPL_EXPAND(TORCH_EXTENSION_NAME, CUDA, ops) { ops.impl("add_scaled", &add_scaled); }
#elif defined(METAL_KERNEL)
TORCH_LIBRARY_IMPL_EXPAND(TORCH_EXTENSION_NAME, MPS, ops) { ops.impl("add_scaled", &add_scaled); }
#elif defined(XPU_KERNEL)
TORCH_LIBRARY_IMPL_EXPAND(TORCH_EXTENSION_NAME, XPU, ops) { ops.impl("add_scaled", &add_scaled); }
#endif

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
