#pragma once

#include <ATen/core/Tensor.h>
#include <tuple>

// y = x / sqrt(mean(x²) + eps) * weight over the last dimension, and the reciprocal of that root for each row (float).
std::tuple<at::Tensor, at::Tensor> rms_norm_forward(at::Tensor const &x, at::Tensor const &weight, double eps);

// The gradients of x and weight, given that of y and what the forward pass returned for each row.
std::tuple<at::Tensor, at::Tensor> rms_norm_backward(at::Tensor const &grad, at::Tensor const &x,
                                                     at::Tensor const &weight, at::Tensor const &scale);
