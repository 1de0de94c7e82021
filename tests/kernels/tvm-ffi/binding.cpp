#include <tvm/ffi/container/tensor.h>
#include <tvm/ffi/error.h>
#include <tvm/ffi/extra/c_env_api.h>
#include <tvm/ffi/function.h>

#include "relu.h"

namespace {

void check(tvm::ffi::TensorView tensor, const char *name) {
  DLDataType type = tensor.dtype();
  if (type.code != kDLFloat || type.bits != 32 || !tensor.IsContiguous())
    TVM_FFI_THROW(ValueError) << "relu: " << name << " must be contiguous and float32";
}

void relu_of_tensors(tvm::ffi::TensorView x, tvm::ffi::TensorView out) {
  check(x, "x");
  check(out, "out");
  if (x.numel() != out.numel())
    TVM_FFI_THROW(ValueError) << "relu: x and out differ in size";
  DLDevice device = x.device();
  void *stream = device.device_type == kDLCPU ? nullptr : TVMFFIEnvGetStream(device.device_type, device.device_id);
  relu(static_cast<float *>(out.data_ptr()), static_cast<const float *>(x.data_ptr()), x.numel(), stream);
}

}  // namespace

TVM_FFI_DLL_EXPORT_TYPED_FUNC(relu, relu_of_tensors)
