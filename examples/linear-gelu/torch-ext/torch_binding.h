#pragma once

#include <ATen/core/Tensor.h>

// gelu(x * weightᵀ + bias), with the exact GELU, over the last dimension of x.
at::Tensor linear_gelu_forward(at::Tensor const &x, at::Tensor const &weight, at::Tensor const &bias);
