#include <ATen/Parallel.h>
#include <torch/library.h>

#include <atomic>

#include "loops.h"
#include "registration.h"

// The number of pieces into which at::parallel_for divides a loop: one for each thread.
int64_t threads_of_torch() {
  std::atomic<int64_t> pieces{0};
  at::parallel_for(0, 64, 1, [&](int64_t, int64_t) { ++pieces; });
  return pieces;
}

TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops) {
  ops.def("threads_of_openmp() -> int", &threads_of_openmp);
  ops.def("threads_of_torch() -> int", &threads_of_torch);
}

REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
