#include <ATen/Dispatch.h>
#include <c10/xpu/XPUStream.h>
#include <sycl/sycl.hpp>

#include "torch_binding.h"

void add_scaled(at::Tensor &out, at::Tensor const &x, at::Tensor const &y, double alpha) {
  for (at::Tensor const &other : {out, y}) {
    TORCH_CHECK(other.sizes() == x.sizes(), "the shapes are ", x.sizes(), " and ", other.sizes());
    TORCH_CHECK(other.scalar_type() == x.scalar_type(), "the types are ", x.scalar_type(), " and ", other.scalar_type());
    TORCH_CHECK(other.device() == x.device(), "the devices are ", x.device(), " and ", other.device());
    TORCH_CHECK(other.is_contiguous() && x.is_contiguous(), "the tensors must be contiguous");
  }
  sycl::queue &queue = c10::xpu::getCurrentXPUStream().queue();
  AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "add_scaled", [&] {
    auto *const to = out.mutable_data_ptr<scalar_t>();
    auto const *const a = x.const_data_ptr<scalar_t>(), *const b = y.const_data_ptr<scalar_t>();
    auto const factor = static_cast<scalar_t>(alpha);
    queue.parallel_for(sycl::range<1>(x.numel()), [=](sycl::id<1> i) { to[i] = a[i] + factor * b[i]; });
  });
}
