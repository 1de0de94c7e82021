# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Let SYCL's runtime use OpenCL's CPU device alone. Intel's OpenCL keeps compiled kernels below the home folder.
export OCL_ICD_FILENAMES=$cpuDevice/lib/libintelocl.so ONEAPI_DEVICE_SELECTOR=opencl:cpu HOME=$PWD
export LD_LIBRARY_PATH=$cpuDevice/lib:$libraries
