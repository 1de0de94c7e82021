#include <ATen/ATen.h>

at::Tensor two(at::Tensor const &x) { return x.add(2); }
