#pragma once

#include <cstdint>

#include <sycl/sycl.hpp>

// The types of elements that the device code knows.
enum class Type { float64, float32, float16, bfloat16 };

// Queues out = max(input, 0) for `size` elements.
void launch_relu(Type type, void *out, void const *input, int64_t size, sycl::queue &queue);
