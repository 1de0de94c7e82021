#pragma once

#include <ATen/core/Tensor.h>

// out = x + alpha * y, element by element. All three are of one shape, type and device.
void add_scaled(at::Tensor &out, at::Tensor const &x, at::Tensor const &y, double alpha);
