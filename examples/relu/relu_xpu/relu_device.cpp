// This file includes nothing of Torch, so it compiles quickly, and the object serves every Torch.
#include "relu.h"

namespace {

// Elements that one work item reads and writes at once: 16 bytes.
template <typename scalar_t> struct alignas(16) Pack {
  static constexpr int size = 16 / sizeof(scalar_t);
  scalar_t values[size];
};

// NaN stays NaN, as in torch.relu.
template <typename scalar_t> scalar_t relu_one(scalar_t value) { return value < scalar_t(0) ? scalar_t(0) : value; }

template <typename scalar_t> bool is_aligned(scalar_t const *pointer) {
  return reinterpret_cast<uintptr_t>(pointer) % alignof(Pack<scalar_t>) == 0;
}

template <typename scalar_t> void launch(void *to, void const *from, int64_t size, sycl::queue &queue) {
  auto *const out = static_cast<scalar_t *>(to);
  auto const *const input = static_cast<scalar_t const *>(from);
  int64_t const packs = is_aligned(out) && is_aligned(input) ? size / Pack<scalar_t>::size : 0;
  if (packs > 0) {
    auto *const out_packs = reinterpret_cast<Pack<scalar_t> *>(out);
    auto const *const input_packs = reinterpret_cast<Pack<scalar_t> const *>(input);
    queue.parallel_for(sycl::range<1>(packs), [=](sycl::id<1> i) {
      Pack<scalar_t> pack = input_packs[i];
      for (scalar_t &value : pack.values) {
        value = relu_one(value);
      }
      out_packs[i] = pack;
    });
  }
  int64_t const done = packs * Pack<scalar_t>::size;
  if (done < size) {
    queue.parallel_for(sycl::range<1>(size - done),
                       [=](sycl::id<1> i) { out[done + i[0]] = relu_one(input[done + i[0]]); });
  }
}

} // namespace

void launch_relu(Type type, void *out, void const *input, int64_t size, sycl::queue &queue) {
  switch (type) {
  case Type::float64:
    return launch<double>(out, input, size, queue);
  case Type::float32:
    return launch<float>(out, input, size, queue);
  case Type::float16:
    return launch<sycl::half>(out, input, size, queue);
  case Type::bfloat16:
    return launch<sycl::ext::oneapi::bfloat16>(out, input, size, queue);
  }
}
