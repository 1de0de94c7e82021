#include <cuda_runtime.h>
#include <torch/csrc/inductor/aoti_torch/c/shim.h>
#include <torch/csrc/stable/accelerator.h>

#include "elements.cuh"

void squared_relu(torch::stable::Tensor &out, torch::stable::Tensor const &x) {
  torch::stable::accelerator::DeviceGuard const guard(x.get_device_index());
  void *stream = nullptr;
  TORCH_ERROR_CODE_CHECK(aoti_torch_get_current_cuda_stream(x.get_device_index(), &stream));
  launch_squared_relu(out, x, static_cast<cudaStream_t>(stream));
  cudaError_t const error = cudaGetLastError();
  STD_TORCH_CHECK(error == cudaSuccess, "squared_relu: ", cudaGetErrorString(error));
}
