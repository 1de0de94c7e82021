#include <torch/library.h>

#include "registration.h"
#include "torch_binding.h"

TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops) {
  ops.def("cumsum(Tensor! out, Tensor input) -> ()");
#if defined(CPU_KERNEL)
  ops.impl("cumsum", c10::kCPU, &cumsum);
#elif defined(CUDA_KERNEL) || defined(ROCM_KERNEL)
  // Torch calls the GPUs of AMD by the same name.
  ops.impl("cumsum", c10::kCUDA, &cumsum);
#endif
}

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
