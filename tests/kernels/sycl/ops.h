#pragma once

#include <ATen/core/Tensor.h>

// The softmax of each row.
void softmax(at::Tensor &out, at::Tensor const &input);
// How often each number from 0 to the size of `out` is in `input`.
void histogram(at::Tensor &out, at::Tensor const &input);
