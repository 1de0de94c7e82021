#pragma once

#include <ATen/core/Tensor.h>

// The running sums along the last dimension of `input`, in `out`: both dense, of one shape, type and device.
void cumsum(at::Tensor &out, at::Tensor const &input);
