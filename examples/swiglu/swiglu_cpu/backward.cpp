#include <ATen/Dispatch.h>
#include <ATen/TensorIterator.h>

#include "swiglu/ops.h"
#include "swiglu/sigmoid.h"

namespace swiglu {

std::tuple<at::Tensor, at::Tensor> backward(at::Tensor const &grad, at::Tensor const &gate, at::Tensor const &up) {
  TORCH_CHECK(grad.sizes() == gate.sizes(), "swiglu: grad has the shape ", grad.sizes(), ", gate has ", gate.sizes());
  auto iterator = at::TensorIteratorConfig()
                      .add_owned_output(at::Tensor())
                      .add_owned_output(at::Tensor())
                      .add_const_input(grad)
                      .add_const_input(gate)
                      .add_const_input(up)
                      .build();
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, gate.scalar_type(), "swiglu_backward", [&] {
    using accumulate_t = typename Accumulate<scalar_t>::type;
    iterator.for_each([](char **data, int64_t const *strides, int64_t size) {
      auto const read = [&](int operand, int64_t i) {
        return static_cast<accumulate_t>(*reinterpret_cast<scalar_t const *>(data[operand] + i * strides[operand]));
      };
      for (int64_t i = 0; i < size; ++i) {
        auto const d = read(2, i), g = read(3, i), u = read(4, i);
        auto const s = sigmoid(g);
        // silu'(g) = s + g * s * (1 - s)
        *reinterpret_cast<scalar_t *>(data[0] + i * strides[0]) =
            static_cast<scalar_t>(d * u * (s + g * s * (accumulate_t(1) - s)));
        *reinterpret_cast<scalar_t *>(data[1] + i * strides[1]) = static_cast<scalar_t>(d * g * s);
      }
    });
  });
  return {iterator.output(0), iterator.output(1)};
}

} // namespace swiglu
