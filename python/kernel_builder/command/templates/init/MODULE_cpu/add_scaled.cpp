#include <ATen/Dispatch.h>
#include <ATen/Parallel.h>

#include "torch_binding.h"

void add_scaled(at::Tensor &out, at::Tensor const &x, at::Tensor const &y, double alpha) {
  for (at::Tensor const &other : {out, y}) {
    TORCH_CHECK(other.sizes() == x.sizes(), "the shapes are ", x.sizes(), " and ", other.sizes());
    TORCH_CHECK(other.scalar_type() == x.scalar_type(), "the types are ", x.scalar_type(), " and ", other.scalar_type());
    TORCH_CHECK(other.is_contiguous() && x.is_contiguous(), "the tensors must be contiguous");
  }
  AT_DISPATCH_FLOATING_TYPES(x.scalar_type(), "add_scaled", [&] {
    auto *const to = out.mutable_data_ptr<scalar_t>();
    auto const *const a = x.const_data_ptr<scalar_t>(), *const b = y.const_data_ptr<scalar_t>();
    auto const factor = static_cast<scalar_t>(alpha);
    at::parallel_for(0, x.numel(), 32768, [&](int64_t begin, int64_t end) {
      for (int64_t i = begin; i < end; ++i) {
        to[i] = a[i] + factor * b[i];
      }
    });
  });
}
