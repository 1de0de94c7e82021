#include <torch/headeronly/core/ScalarType.h>
#include <torch/headeronly/util/Exception.h>

#include <type_traits>

#include "squared_relu.h"

namespace {

// max(value, 0)^2; half-precision numbers are squared as float.
template <typename scalar_t> scalar_t squared_relu_of(scalar_t value) {
  using math_t = std::conditional_t<std::is_same_v<scalar_t, double>, double, float>;
  math_t const x = static_cast<math_t>(value);
  return static_cast<scalar_t>(x < 0 ? math_t(0) : x * x);
}

// Call `run` with a value of the type that a tensor's elements have.
template <typename function_t> void with_type(torch::stable::Tensor const &x, function_t run) {
  using torch::headeronly::ScalarType;
  switch (x.scalar_type()) {
  case ScalarType::Double:
    return run(double());
  case ScalarType::Float:
    return run(float());
  case ScalarType::Half:
    return run(torch::headeronly::Half());
  case ScalarType::BFloat16:
    return run(torch::headeronly::BFloat16());
  default:
    STD_TORCH_CHECK(false, "squared_relu: x must hold float64, float32, float16 or bfloat16");
  }
}

} // namespace

void squared_relu(torch::stable::Tensor &out, torch::stable::Tensor const &x) {
  with_type(x, [&](auto value) {
    using scalar_t = decltype(value);
    auto *squares = static_cast<scalar_t *>(out.data_ptr());
    auto const *in = static_cast<scalar_t const *>(x.data_ptr());
    for (int64_t i = 0; i < x.numel(); ++i) {
      squares[i] = squared_relu_of(in[i]);
    }
  });
}
