#include <ATen/Dispatch.h>
#include <ATen/TensorIterator.h>

#include "swiglu/ops.h"
#include "swiglu/sigmoid.h"

namespace swiglu {

at::Tensor forward(at::Tensor const &gate, at::Tensor const &up) {
  TORCH_CHECK(gate.sizes() == up.sizes(), "swiglu: gate has the shape ", gate.sizes(), ", up has ", up.sizes());
  TORCH_CHECK(gate.scalar_type() == up.scalar_type(), "swiglu: gate is ", gate.scalar_type(), ", up is ",
              up.scalar_type());
  auto iterator =
      at::TensorIteratorConfig().add_owned_output(at::Tensor()).add_const_input(gate).add_const_input(up).build();
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, gate.scalar_type(), "swiglu", [&] {
    using accumulate_t = typename Accumulate<scalar_t>::type;
    iterator.for_each([](char **data, int64_t const *strides, int64_t size) {
      for (int64_t i = 0; i < size; ++i) {
        auto const g = static_cast<accumulate_t>(*reinterpret_cast<scalar_t const *>(data[1] + i * strides[1]));
        auto const u = static_cast<accumulate_t>(*reinterpret_cast<scalar_t const *>(data[2] + i * strides[2]));
        *reinterpret_cast<scalar_t *>(data[0] + i * strides[0]) = static_cast<scalar_t>(g * sigmoid(g) * u);
      }
    });
  });
  return iterator.output();
}

} // namespace swiglu
