// Made by `kernel-builder create-pyproject`. Included before each source for CUDA that clang compiles.
#pragma once

#include <cuda_runtime.h>

// cooperative_groups offers clusters to nvcc and to compilers that define this macro; clang has the intrinsics.
#define _CG_CLUSTER_INTRINSICS_AVAILABLE

// clang 22 accepts the attribute but compiles without clusters for NVIDIA: the kernel stops at an illegal instruction.
#undef __cluster_dims__
#define __cluster_dims__(...) _Pragma("GCC error \"clang leaves out __cluster_dims__: launch by cudaLaunchKernelEx with cudaLaunchAttributeClusterDimension\"")
