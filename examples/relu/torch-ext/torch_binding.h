#pragma once

#include <ATen/core/Tensor.h>

// out = max(input, 0), element by element; both have the same shape and type.
void relu(at::Tensor &out, at::Tensor const &input);
