// DPC++'s step for specialization constants is not a part of its compiler for run time.
#include <c10/xpu/XPUStream.h>
#include <sycl/sycl.hpp>

#include "ops.h"

static constexpr sycl::specialization_id<int> number(3);

void histogram(at::Tensor &out, at::Tensor const &) {
  int *const counts = out.mutable_data_ptr<int>();
  c10::xpu::getCurrentXPUStream().queue().submit([&](sycl::handler &handler) {
    handler.single_task([=](sycl::kernel_handler values) { counts[0] = values.get_specialization_constant<number>(); });
  });
}
