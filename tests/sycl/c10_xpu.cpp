// A stand-in for Torch's library libc10_xpu: its device is OpenCL's CPU. With it, a Torch without XPU has tensors on the
// device xpu, in memory that the CPU reads too, and the few operators that tests need of them.
#include <ATen/EmptyTensor.h>
#include <ATen/ops/as_strided_native.h>
#include <ATen/ops/copy.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/view_native.h>
#include <c10/xpu/XPUCachingAllocator.h>
#include <c10/xpu/XPUFunctions.h>
#include <c10/xpu/XPUStream.h>
#include <c10/xpu/impl/XPUGuardImpl.h>
#include <torch/library.h>

namespace c10::xpu {

namespace {
sycl::queue &the_queue() {
  static sycl::queue queue{sycl::cpu_selector_v, sycl::property::queue::in_order{}};
  return queue;
}
XPUStream the_stream() { return XPUStream(Stream(Stream::DEFAULT, Device(DeviceType::XPU, 0))); }
} // namespace

DeviceIndex device_count() { return 1; }
DeviceIndex device_count_ensure_non_zero() { return 1; }
DeviceIndex current_device() { return 0; }
void set_device(DeviceIndex) {}
DeviceIndex exchange_device(DeviceIndex) { return 0; }
DeviceIndex maybe_exchange_device(DeviceIndex) { return 0; }
sycl::device &get_raw_device(DeviceIndex) {
  static sycl::device device = the_queue().get_device();
  return device;
}
sycl::context &get_device_context() {
  static sycl::context context = the_queue().get_context();
  return context;
}
sycl::queue &XPUStream::queue() const { return the_queue(); }
int XPUStream::priority() const { return 0; }
XPUStream getStreamFromPool(bool, DeviceIndex) { return the_stream(); }
XPUStream getStreamFromPool(int, DeviceIndex) { return the_stream(); }
XPUStream getCurrentXPUStream(DeviceIndex) { return the_stream(); }
void setCurrentXPUStream(XPUStream) {}
void syncStreamsOnDevice(DeviceIndex) { the_queue().wait_and_throw(); }

// XPUGuardImpl names it.
namespace XPUCachingAllocator {
std::atomic<XPUAllocator *> allocator;
} // namespace XPUCachingAllocator

namespace impl {
C10_REGISTER_GUARD_IMPL(XPU, XPUGuardImpl)
} // namespace impl

} // namespace c10::xpu

namespace {

struct SharedMemory final : c10::Allocator {
  c10::DataPtr allocate(size_t bytes) override {
    void *memory = sycl::malloc_shared(bytes == 0 ? 1 : bytes, c10::xpu::the_queue());
    return {memory, memory, &release, c10::Device(c10::DeviceType::XPU, 0)};
  }
  static void release(void *memory) {
    c10::xpu::the_queue().wait();
    sycl::free(memory, c10::xpu::the_queue());
  }
  c10::DeleterFnPtr raw_deleter() const override { return &release; }
  void copy_data(void *to, void const *from, size_t bytes) const override { std::memcpy(to, from, bytes); }
} memory;

constexpr c10::DispatchKeySet keys(c10::DispatchKey::XPU);

at::Tensor empty(at::IntArrayRef size, std::optional<at::ScalarType> dtype, std::optional<at::Layout>,
                 std::optional<at::Device>, std::optional<bool>, std::optional<at::MemoryFormat> format) {
  return at::detail::empty_generic(size, &memory, keys, c10::dtype_or_default(dtype), format);
}

at::Tensor empty_strided(at::IntArrayRef size, at::IntArrayRef stride, std::optional<at::ScalarType> dtype,
                         std::optional<at::Layout>, std::optional<at::Device>, std::optional<bool>) {
  return at::detail::empty_strided_generic(size, stride, &memory, keys, c10::dtype_or_default(dtype));
}

// The same memory as a tensor on the CPU.
at::Tensor on_cpu(at::Tensor const &tensor) {
  if (tensor.is_cpu()) {
    return tensor;
  }
  c10::xpu::the_queue().wait_and_throw();
  return at::from_blob(const_cast<void *>(tensor.const_data_ptr()), tensor.sizes(), tensor.strides(),
                       at::TensorOptions(tensor.scalar_type()));
}

at::Tensor &copy(at::Tensor &to, at::Tensor const &from, bool) {
  on_cpu(to).copy_(on_cpu(from));
  return to;
}

at::Tensor to_xpu(at::Tensor const &tensor) {
  at::Tensor result = at::detail::empty_generic(tensor.sizes(), &memory, keys, tensor.scalar_type(), std::nullopt);
  on_cpu(result).copy_(tensor);
  return result;
}

at::Tensor to_cpu(at::Tensor const &tensor) { return on_cpu(tensor).clone(); }

at::Tensor view(at::Tensor const &tensor, at::IntArrayRef size) { return at::native::view(tensor, size); }

} // namespace

TORCH_LIBRARY_IMPL(aten, XPU, library) {
  library.impl("empty.memory_format", &empty);
  library.impl("empty_strided", &empty_strided);
  library.impl("copy_", &copy);
  library.impl("as_strided", &at::native::as_strided_tensorimpl);
  library.impl("view", &view);
}

TORCH_LIBRARY(sycl_test, library) {
  library.def("to_xpu(Tensor tensor) -> Tensor", &to_xpu);
  library.def("to_cpu(Tensor tensor) -> Tensor", &to_cpu);
  library.def("device() -> str", [] { return c10::xpu::get_raw_device(0).get_info<sycl::info::device::name>(); });
}
