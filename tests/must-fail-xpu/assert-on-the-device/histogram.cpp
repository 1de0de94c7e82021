// DPC++'s library for assert is not in the wheels. The build defines NDEBUG, which this file takes back.
#undef NDEBUG
#include <cassert>

#include <c10/xpu/XPUStream.h>
#include <sycl/sycl.hpp>

#include "ops.h"

void histogram(at::Tensor &out, at::Tensor const &) {
  int *const counts = out.mutable_data_ptr<int>();
  c10::xpu::getCurrentXPUStream().queue().single_task([=] { assert(counts[0] == 3); });
}
