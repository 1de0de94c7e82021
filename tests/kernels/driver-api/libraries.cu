// One call of the driver and of each library that no other test kernel uses.
#include <cuda.h>
#include <cufft.h>
#include <cusparseLt.h>

__global__ void answer(int *out) { *out = 42; }

int call_libraries() {
  const char *text = nullptr;
  int version = 0, major = 0;
  return cuGetErrorString(CUDA_SUCCESS, &text) + cufftGetVersion(&version) + cusparseLtGetProperty(MAJOR_VERSION, &major);
}
