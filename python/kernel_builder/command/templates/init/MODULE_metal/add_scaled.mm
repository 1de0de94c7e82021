#include <torch/mps.h>

#import <Foundation/Foundation.h>
#import <Metal/Metal.h>

#include "torch_binding.h"

// Metal compiles this text when the function is first called.
static char const *const SOURCE = R"metal(
#include <metal_stdlib>

template <typename T>
kernel void add_scaled(device T *out, device T const *x, device T const *y, constant float &alpha,
                       uint i [[thread_position_in_grid]]) {
  out[i] = x[i] + static_cast<T>(alpha) * y[i];
}

template [[host_name("add_scaled_float")]] kernel void add_scaled(device float *, device float const *,
                                                                  device float const *, constant float &, uint);
template [[host_name("add_scaled_half")]] kernel void add_scaled(device half *, device half const *,
                                                                 device half const *, constant float &, uint);
)metal";

static id<MTLComputePipelineState> pipeline_for(at::ScalarType type) {
  NSError *error = nil;
  id<MTLDevice> device = MTLCreateSystemDefaultDevice();
  id<MTLLibrary> library = [device newLibraryWithSource:@(SOURCE) options:nil error:&error];
  TORCH_CHECK(library, "Metal: ", error.localizedDescription.UTF8String);
  id<MTLFunction> function = [library newFunctionWithName:type == at::kFloat ? @"add_scaled_float" : @"add_scaled_half"];
  id<MTLComputePipelineState> pipeline = [device newComputePipelineStateWithFunction:function error:&error];
  TORCH_CHECK(pipeline, "Metal: ", error.localizedDescription.UTF8String);
  return pipeline;
}

static void set_tensor(id<MTLComputeCommandEncoder> encoder, at::Tensor const &tensor, NSUInteger index) {
  // Torch keeps the buffer of a tensor on MPS in place of its address.
  [encoder setBuffer:__builtin_bit_cast(id<MTLBuffer>, tensor.storage().data())
              offset:tensor.storage_offset() * tensor.element_size()
             atIndex:index];
}

void add_scaled(at::Tensor &out, at::Tensor const &x, at::Tensor const &y, double alpha) {
  for (at::Tensor const &other : {out, y}) {
    TORCH_CHECK(other.sizes() == x.sizes(), "the shapes are ", x.sizes(), " and ", other.sizes());
    TORCH_CHECK(other.scalar_type() == x.scalar_type(), "the types are ", x.scalar_type(), " and ", other.scalar_type());
    TORCH_CHECK(other.device() == x.device(), "the devices are ", x.device(), " and ", other.device());
    TORCH_CHECK(other.is_contiguous() && x.is_contiguous(), "the tensors must be contiguous");
  }
  if (x.numel() == 0)
    return;
  @autoreleasepool {
    static id<MTLComputePipelineState> const single = pipeline_for(at::kFloat), half = pipeline_for(at::kHalf);
    TORCH_CHECK(x.scalar_type() == at::kFloat || x.scalar_type() == at::kHalf, "the type is ", x.scalar_type(),
                ", and must be float or half");
    id<MTLComputePipelineState> const pipeline = x.scalar_type() == at::kFloat ? single : half;
    float const factor = static_cast<float>(alpha);
    id<MTLCommandBuffer> const commands = torch::mps::get_command_buffer();
    dispatch_sync(torch::mps::get_dispatch_queue(), ^() {
      id<MTLComputeCommandEncoder> const encoder = [commands computeCommandEncoder];
      [encoder setComputePipelineState:pipeline];
      set_tensor(encoder, out, 0);
      set_tensor(encoder, x, 1);
      set_tensor(encoder, y, 2);
      [encoder setBytes:&factor length:sizeof factor atIndex:3];
      NSUInteger const width = MIN(pipeline.maxTotalThreadsPerThreadgroup, static_cast<NSUInteger>(x.numel()));
      [encoder dispatchThreads:MTLSizeMake(x.numel(), 1, 1) threadsPerThreadgroup:MTLSizeMake(width, 1, 1)];
      [encoder endEncoding];
      torch::mps::commit();
    });
  }
}
