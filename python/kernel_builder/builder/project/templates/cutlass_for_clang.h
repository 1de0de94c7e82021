// Made by `kernel-builder create-pyproject`. Included before each source that clang compiles against CUTLASS.
// CUTLASS enables features by nvcc's version, and leaves out for clang (CUTLASS_CLANG_CUDA) some that clang now has.
#pragma once

#include <cuda.h>

#define __CUDACC_VER_MAJOR__ (CUDA_VERSION / 1000)
#define __CUDACC_VER_MINOR__ (CUDA_VERSION % 1000 / 10)

// cutlass/device_kernel.h: without this, a kernel copies its arguments, which hold TMA's descriptors, to its stack. TMA
// cannot read the descriptors there: the kernel stops at an illegal memory access.
#define CUTLASS_GRID_CONSTANT __grid_constant__

// cutlass/arch/config.h: without these, CUTLASS silently puts a trap in place of Blackwell's matrix instructions.
#if CUDA_VERSION >= 12080
#define CUTLASS_ARCH_MMA_SM100_SUPPORTED 1
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ == 1000
#define CUTLASS_ARCH_MMA_SM100_ENABLED 1
#ifdef __CUDA_ARCH_FEAT_SM100_ALL
#define CUTLASS_ARCH_MMA_SM100A_ENABLED 1
#endif
#endif
#endif
