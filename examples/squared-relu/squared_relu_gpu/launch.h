#pragma once

#include <cstdint>

// The types of elements that the device code knows.
enum class Type { float64, float32, float16, bfloat16 };

// Queues out = max(x, 0)^2 for `size` elements on a stream of CUDA or HIP. Returns the text of the launch's error, or
// nullptr.
char const *launch_squared_relu(Type type, void *out, void const *x, int64_t size, void *stream);
