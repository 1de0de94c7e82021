// Made by `kernel-builder create-pyproject`. Read before each source for CUDA, where clang compiles it.
#pragma once

#include <cuda_runtime.h>

// cooperative_groups has clusters for nvcc, and for whom this says it; clang has what they need.
#define _CG_CLUSTER_INTRINSICS_AVAILABLE

// clang 22 accepts the attribute and makes code without clusters for NVIDIA's GPUs, which ends in an illegal instruction.
#undef __cluster_dims__
#define __cluster_dims__(...) _Pragma("GCC error \"clang leaves out __cluster_dims__: launch by cudaLaunchKernelEx with cudaLaunchAttributeClusterDimension\"")
