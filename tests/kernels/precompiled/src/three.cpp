#include <ATen/ATen.h>

at::Tensor three(at::Tensor const &x) { return x.add(3); }
