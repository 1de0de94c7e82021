// Made by `kernel-builder create-pyproject`. What CUTLASS is told where clang compiles CUDA: it knows what it may use by
// nvcc's version, and leaves out for clang (CUTLASS_CLANG_CUDA in its headers) what today's clang has.
#pragma once

#include <cuda.h>

#define __CUDACC_VER_MAJOR__ (CUDA_VERSION / 1000)
#define __CUDACC_VER_MINOR__ (CUDA_VERSION % 1000 / 10)

// cutlass/device_kernel.h: without it a kernel copies its arguments to its stack. TMA's descriptors are among them, and TMA
// cannot read them there: the kernel ends in an illegal memory access.
#define CUTLASS_GRID_CONSTANT __grid_constant__

// cutlass/arch/config.h: without these, Blackwell's matrix instructions are replaced by a trap, and nothing says so.
#if CUDA_VERSION >= 12080
#define CUTLASS_ARCH_MMA_SM100_SUPPORTED 1
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ == 1000
#define CUTLASS_ARCH_MMA_SM100_ENABLED 1
#ifdef __CUDA_ARCH_FEAT_SM100_ALL
#define CUTLASS_ARCH_MMA_SM100A_ENABLED 1
#endif
#endif
#endif
