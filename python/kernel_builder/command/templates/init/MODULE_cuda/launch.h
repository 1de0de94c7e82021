#pragma once

#include <cstdint>

#include <cuda_runtime_api.h>

// Queues out = x + alpha * y for `size` elements on a stream, and returns the error of the launch.
cudaError_t launch_add_scaled(float *out, float const *x, float const *y, float alpha, int64_t size,
                              cudaStream_t stream);
cudaError_t launch_add_scaled(double *out, double const *x, double const *y, double alpha, int64_t size,
                              cudaStream_t stream);
