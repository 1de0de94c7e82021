#include <ATen/Dispatch.h>
#include <ATen/OpMathType.h>

#include "torch_binding.h"

void cumsum(at::Tensor &out, at::Tensor const &input) {
  int64_t const length = input.dim() ? input.size(-1) : 1;
  int64_t const rows = length ? input.numel() / length : 0;
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, input.scalar_type(), "cumsum", [&] {
    auto const *in = input.const_data_ptr<scalar_t>();
    auto *sums = out.mutable_data_ptr<scalar_t>();
    for (int64_t row = 0; row < rows; ++row) {
      // Half-precision numbers are added up as float.
      at::opmath_type<scalar_t> sum = 0;
      for (int64_t i = row * length; i < (row + 1) * length; ++i) {
        sum += in[i];
        sums[i] = static_cast<scalar_t>(sum);
      }
    }
  });
}
