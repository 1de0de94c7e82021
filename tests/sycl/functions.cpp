// The functions of <cmath> and the conversions of bfloat16 on the device, compared with the host's. It prints each
// function that differs, and how many numbers were compared.
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <limits>

#include <sycl/sycl.hpp>

namespace {

constexpr int count = 1000;
int compared = 0, different = 0;

// Whether two numbers are the same, up to a relative error.
bool is_close(double actual, double expected, double error) {
  if (std::isnan(expected) || std::isinf(expected)) {
    return std::isnan(expected) ? std::isnan(actual) : actual == expected;
  }
  return std::abs(actual - expected) <= error * std::abs(expected) + std::numeric_limits<float>::min();
}

template <typename type> type *allocate(sycl::queue &queue, int size) { return sycl::malloc_shared<type>(size, queue); }

// Compares f(x, y) for `count` numbers of a type.
template <typename type, typename function> void compare(sycl::queue &queue, char const *name, function f) {
  double const error = sizeof(type) == 4 ? 2e-6 : 1e-14;
  type *const x = allocate<type>(queue, count), *const out = allocate<type>(queue, count);
  for (int i = 0; i < count; ++i) {
    x[i] = type(i - 480) * type(0.0137);
  }
  queue.parallel_for(sycl::range<1>(count), [=](sycl::id<1> i) { out[i] = f(x[i], x[count - 1 - i]); }).wait();
  for (int i = 0; i < count; ++i) {
    double const expected = double(f(x[i], x[count - 1 - i]));
    ++compared;
    if (!is_close(out[i], expected, error)) {
      ++different;
      std::printf("%s of %zu bytes: %g instead of %g\n", name, sizeof(type), double(out[i]), expected);
      break;
    }
  }
}

void compare_bfloat16(sycl::queue &queue) {
  using bfloat16 = sycl::ext::oneapi::bfloat16;
  constexpr int all = 65536;
  bfloat16 *const halves = allocate<bfloat16>(queue, all), *const rounded = allocate<bfloat16>(queue, all);
  float *const floats = allocate<float>(queue, all), *const widened = allocate<float>(queue, all);
  for (int i = 0; i < all; ++i) {
    halves[i] = sycl::bit_cast<bfloat16>(uint16_t(i));
    floats[i] = sycl::bit_cast<float>(uint32_t(i) * 65537u + uint32_t(i) * 7u);
  }
  queue
      .parallel_for(sycl::range<1>(all),
                    [=](sycl::id<1> i) {
                      widened[i] = float(halves[i]);
                      rounded[i] = bfloat16(floats[i]);
                    })
      .wait();
  for (int i = 0; i < all; ++i) {
    compared += 2;
    different += !is_close(widened[i], float(halves[i]), 0);
    different += !is_close(float(rounded[i]), float(bfloat16(floats[i])), 0);
  }
}

} // namespace

#define BOTH(name, call)                                                                                               \
  compare<float>(queue, name, [](auto x, auto y) { return (void)y, call; });                                           \
  compare<double>(queue, name, [](auto x, auto y) { return (void)y, call; });
#define ONE(function) BOTH(#function, std::function(x))
#define TWO(function) BOTH(#function, std::function(x, y))

int main() {
  sycl::queue queue;
  ONE(acos) ONE(acosh) ONE(asin) ONE(asinh) ONE(atan) ONE(atanh) ONE(cbrt) ONE(ceil) ONE(cos) ONE(cosh) ONE(erf)
  ONE(erfc) ONE(exp) ONE(exp2) ONE(expm1) ONE(floor) ONE(lgamma) ONE(log) ONE(log10) ONE(log1p) ONE(log2) ONE(logb)
  ONE(rint) ONE(round) ONE(sin) ONE(sinh) ONE(sqrt) ONE(tan) ONE(tanh) ONE(tgamma) ONE(trunc)
  TWO(atan2) TWO(copysign) TWO(fdim) TWO(fmax) TWO(fmin) TWO(fmod) TWO(hypot) TWO(nextafter) TWO(pow) TWO(remainder)
  BOTH("fma", std::fma(x, y, x))
  BOTH("ldexp", std::ldexp(x, 3))
  BOTH("scalbn", decltype(x)(std::scalbn(x, 3)))
  BOTH("ilogb", decltype(x)(x == 0 ? 0 : std::ilogb(x)))
  BOTH("frexp", ([&] {
         int exponent;
         auto const fraction = std::frexp(x, &exponent);
         return fraction + 10 * exponent;
       }()))
  BOTH("modf", ([&] {
         decltype(x) whole;
         auto const fraction = std::modf(x, &whole);
         return fraction + 10 * whole;
       }()))
  compare_bfloat16(queue);
  std::printf("%d numbers compared, %d different\n", compared, different);
  return different != 0;
}
