#pragma once

#include <torch/csrc/stable/tensor.h>

// out = max(x, 0)^2, element by element; both are dense, of one shape, type and device.
void squared_relu(torch::stable::Tensor &out, torch::stable::Tensor const &x);
