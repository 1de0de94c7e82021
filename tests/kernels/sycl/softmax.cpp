// A work group per row, with local memory, a reduction over the group, sub-groups and functions of <cmath>. The kernel
// has a name.
#include <cmath>

#include <ATen/Dispatch.h>
#include <c10/xpu/XPUStream.h>
#include <sycl/sycl.hpp>

#include "ops.h"

namespace {

constexpr int threads = 64;

template <typename scalar_t> class Softmax;

// The sum over the work group, by sums of its sub-groups in local memory.
float group_sum(float value, sycl::nd_item<1> item, float *partial) {
  sycl::sub_group const sub_group = item.get_sub_group();
  float const sum = sycl::reduce_over_group(sub_group, value, sycl::plus<>());
  if (sub_group.leader()) {
    partial[sub_group.get_group_linear_id()] = sum;
  }
  sycl::group_barrier(item.get_group());
  float total = 0;
  for (unsigned i = 0; i < sub_group.get_group_linear_range(); ++i) {
    total += partial[i];
  }
  return total;
}

template <typename scalar_t> void launch(scalar_t *out, scalar_t const *input, int rows, int columns) {
  sycl::queue &queue = c10::xpu::getCurrentXPUStream().queue();
  queue.submit([&](sycl::handler &handler) {
    sycl::local_accessor<float, 1> partial(threads, handler);
    handler.parallel_for<Softmax<scalar_t>>(
        sycl::nd_range<1>(rows * threads, threads), [=](sycl::nd_item<1> item) {
          scalar_t const *const from = input + int64_t(item.get_group(0)) * columns;
          scalar_t *const to = out + int64_t(item.get_group(0)) * columns;
          int const first = item.get_local_id(0);
          float largest = -INFINITY;
          for (int i = first; i < columns; i += threads) {
            largest = std::fmax(largest, float(from[i]));
          }
          largest = sycl::reduce_over_group(item.get_group(), largest, sycl::maximum<>());
          float sum = 0;
          for (int i = first; i < columns; i += threads) {
            sum += std::exp(float(from[i]) - largest);
          }
          sum = group_sum(sum, item, partial.get_multi_ptr<sycl::access::decorated::no>().get());
          for (int i = first; i < columns; i += threads) {
            to[i] = scalar_t(std::exp(float(from[i]) - largest) / sum);
          }
        });
  });
}

// The types of SYCL for Torch's types.
template <typename scalar_t> struct Native { using type = scalar_t; };
template <> struct Native<at::Half> { using type = sycl::half; };
template <> struct Native<at::BFloat16> { using type = sycl::ext::oneapi::bfloat16; };

} // namespace

void softmax(at::Tensor &out, at::Tensor const &input) {
  TORCH_CHECK(input.dim() == 2 && input.is_contiguous() && out.is_contiguous() && out.sizes() == input.sizes());
  static_assert(ROWS_PER_GROUP == 1);
  if (input.numel() == 0) {
    return;
  }
  AT_DISPATCH_FLOATING_TYPES_AND2(at::kHalf, at::kBFloat16, input.scalar_type(), "softmax", [&] {
    using native = typename Native<scalar_t>::type;
    launch(static_cast<native *>(out.mutable_data_ptr()), static_cast<native const *>(input.const_data_ptr()),
           input.size(0), input.size(1));
  });
}
