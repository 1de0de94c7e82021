#include <ATen/ATen.h>

at::Tensor one(at::Tensor const &x) { return x.add(1); }
