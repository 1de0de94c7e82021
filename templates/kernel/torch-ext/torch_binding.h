#pragma once

#include <ATen/core/Tensor.h>

// Computes out = x + alpha * y, element by element. The three tensors have one shape, type and device.
void add_scaled(at::Tensor &out, at::Tensor const &x, at::Tensor const &y, double alpha);
