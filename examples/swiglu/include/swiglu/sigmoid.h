#pragma once

#include <cmath>

namespace swiglu {

// Half-precision elements are computed in float.
template <typename scalar_t> struct Accumulate {
  using type = float;
};
template <> struct Accumulate<double> {
  using type = double;
};

template <typename accumulate_t> inline accumulate_t sigmoid(accumulate_t x) {
  return accumulate_t(1) / (accumulate_t(1) + std::exp(-x));
}

} // namespace swiglu
