// Torch's headers depend on this macro, so GCC must read them anew.
#define NDEBUG 0
#include <ATen/ATen.h>

at::Tensor defined(at::Tensor const &x) { return x.add(4); }
