#include <ATen/cuda/CUDAContext.h>
#include <ATen/ops/empty.h>
#include <c10/cuda/CUDAGuard.h>
#include <limits>

#include "gemm.h"
#include "torch_binding.h"

namespace {

void check(at::Tensor const &x, at::Tensor const &weight, at::Tensor const &bias) {
  TORCH_CHECK(x.scalar_type() == at::kHalf || x.scalar_type() == at::kBFloat16, "no kernel for ", x.scalar_type());
  TORCH_CHECK(x.dim() >= 1 && weight.dim() == 2 && bias.dim() == 1, "x has ", x.dim(), " dimensions, weight ",
              weight.dim(), ", bias ", bias.dim(), "; they are to have 1 or more, 2, and 1");
  TORCH_CHECK(weight.size(1) == x.size(-1), "weight has ", weight.size(1), " columns, rows of x are ", x.size(-1), " long");
  TORCH_CHECK(bias.size(0) == weight.size(0), "bias has ", bias.size(0), " elements, weight has ", weight.size(0), " rows");
  for (at::Tensor const *other : {&weight, &bias}) {
    char const *name = other == &weight ? "weight" : "bias";
    TORCH_CHECK(other->scalar_type() == x.scalar_type(), name, " is ", other->scalar_type(), ", x is ", x.scalar_type());
    TORCH_CHECK(other->device() == x.device(), name, " is on ", other->device(), ", x is on ", x.device());
  }
  constexpr int alignment = linear_gelu::alignment;
  TORCH_CHECK(weight.size(0) % alignment == 0 && weight.size(1) % alignment == 0, "weight is ", weight.size(0), " x ",
              weight.size(1), "; both are to be multiples of ", alignment);
}

// A tensor whose elements lie one after the other, from an address that 16 bytes can be read from.
at::Tensor aligned(at::Tensor const &tensor) {
  at::Tensor const packed = tensor.contiguous();
  return reinterpret_cast<std::uintptr_t>(packed.const_data_ptr()) % 16 == 0 ? packed : packed.clone();
}

} // namespace

at::Tensor linear_gelu_forward(at::Tensor const &x, at::Tensor const &weight, at::Tensor const &bias) {
  check(x, weight, bias);
  c10::cuda::CUDAGuard const guard(x.device());
  auto shape = x.sizes().vec();
  shape.back() = weight.size(0);
  at::Tensor out = at::empty(shape, x.options());
  if (out.numel() == 0) {
    return out;
  }
  int64_t const rows = out.numel() / weight.size(0);
  TORCH_CHECK(rows <= std::numeric_limits<int>::max(), "x has ", rows, " rows, which is more than an int holds");

  at::Tensor const packed[] = {aligned(x), aligned(weight), aligned(bias)};
  at::Tensor workspace;
  // Not by Torch's structure of properties: its layout is that of Torch's CUDA, which may be another than this one.
  auto const of_gpu = [device = x.device().index()](cudaDeviceAttr attribute) {
    int value = 0;
    C10_CUDA_CHECK(cudaDeviceGetAttribute(&value, attribute, device));
    return value;
  };
  int const major = of_gpu(cudaDevAttrComputeCapabilityMajor);
  linear_gelu::Problem const problem{
      out.mutable_data_ptr(),
      packed[0].const_data_ptr(),
      packed[1].const_data_ptr(),
      packed[2].const_data_ptr(),
      static_cast<int>(rows),
      static_cast<int>(weight.size(0)),
      static_cast<int>(weight.size(1)),
      x.scalar_type() == at::kBFloat16,
      x.device().index(),
      of_gpu(cudaDevAttrMultiProcessorCount),
      at::cuda::getCurrentCUDAStream(),
      [&](std::size_t size) {
        workspace = at::empty({static_cast<int64_t>(size)}, x.options().dtype(at::kByte));
        return workspace.mutable_data_ptr();
      },
  };
  TORCH_CHECK(major >= 8, "GPUs from compute capability 8.0 on are supported, this one has ", major, ".x");
  char const *failure = major == 9 ? linear_gelu::gemm_sm90(problem) : linear_gelu::gemm_sm80(problem);
  TORCH_CHECK(failure == nullptr, "CUTLASS: ", failure);
  return out;
}
