#include <hip/hip_runtime.h>

__global__ void nothing() {}

// This function first came with ROCm 7.2.
__attribute__((used)) static hipError_t unload(hipLibrary_t library) { return hipLibraryUnload(library); }
