#pragma once

#include <cstdint>

#include <cuda_runtime_api.h>

// The types of elements that the device code knows.
enum class Type { float64, float32, float16, bfloat16 };

// Queues out = max(input, 0) for `size` elements on a stream, and returns the error of the launch.
cudaError_t launch_relu(Type type, void *out, void const *input, int64_t size, cudaStream_t stream);
