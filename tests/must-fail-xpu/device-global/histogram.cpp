// The host could not find the variable on the device.
#include <c10/xpu/XPUStream.h>
#include <sycl/sycl.hpp>

#include "ops.h"

static sycl::ext::oneapi::experimental::device_global<int> number;

void histogram(at::Tensor &out, at::Tensor const &) {
  int *const counts = out.mutable_data_ptr<int>();
  c10::xpu::getCurrentXPUStream().queue().single_task([=] { counts[0] = number; });
}
