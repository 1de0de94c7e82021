#pragma once

#include <ATen/core/Tensor.h>
#include <tuple>

namespace swiglu {

// silu(gate) * up, element by element; gate and up have the same shape and type.
at::Tensor forward(at::Tensor const &gate, at::Tensor const &up);

// The gradients of gate and up, given that of the result.
std::tuple<at::Tensor, at::Tensor> backward(at::Tensor const &grad, at::Tensor const &gate, at::Tensor const &up);

} // namespace swiglu
