#include <ATen/Dispatch.h>
#include <ATen/TensorIterator.h>

#include "torch_binding.h"

namespace {

// One row of elements. The compiler vectorises the loop over neighbours; NaN stays NaN, as in torch.relu.
template <typename scalar_t> void relu_row(char **data, int64_t const *strides, int64_t size) {
  if (strides[0] == sizeof(scalar_t) && strides[1] == sizeof(scalar_t)) {
    auto *__restrict out = reinterpret_cast<scalar_t *>(data[0]);
    auto const *__restrict input = reinterpret_cast<scalar_t const *>(data[1]);
    for (int64_t i = 0; i < size; ++i) {
      out[i] = input[i] < scalar_t(0) ? scalar_t(0) : input[i];
    }
    return;
  }
  for (int64_t i = 0; i < size; ++i) {
    auto const value = *reinterpret_cast<scalar_t const *>(data[1] + i * strides[1]);
    *reinterpret_cast<scalar_t *>(data[0] + i * strides[0]) = value < scalar_t(0) ? scalar_t(0) : value;
  }
}

} // namespace

void relu(at::Tensor &out, at::Tensor const &input) {
  TORCH_CHECK(out.sizes() == input.sizes(), "relu: out has the shape ", out.sizes(), ", input has ", input.sizes());
  TORCH_CHECK(out.scalar_type() == input.scalar_type(), "relu: out is ", out.scalar_type(), ", input is ",
              input.scalar_type());
  // The iterator takes care of strides, and spreads large tensors over Torch's threads.
  auto iterator = at::TensorIteratorConfig().add_output(out).add_const_input(input).build();
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, input.scalar_type(), "relu", [&] {
    iterator.for_each(
        [](char **data, int64_t const *strides, int64_t size) { relu_row<scalar_t>(data, strides, size); });
  });
}
