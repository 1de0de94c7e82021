#pragma once

#include <cstdint>

#include <cuda_runtime_api.h>

// The types of elements that the device code knows.
enum class Type { float64, float32, float16, bfloat16 };

// Queues the running sums of `rows` rows, each of `length` elements, on a stream, and returns the error of the launch.
cudaError_t launch_cumsum(Type type, void *out, void const *input, unsigned rows, int64_t length, cudaStream_t stream);
