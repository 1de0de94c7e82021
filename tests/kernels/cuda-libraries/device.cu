// The parts of CCCL and of the toolkit's headers that kernels use on the device.
#include <ATen/cuda/CUDAContext.h>
#include <ATen/ops/empty_like.h>
#include <cooperative_groups.h>
#include <cub/cub.cuh>
#include <cuda/std/array>
#include <cuda_bf16.h>
#include <cuda_fp16.h>
#include <cuda_fp8.h>
#include <curand_kernel.h>
#include <mma.h>
#include <thrust/device_ptr.h>
#include <thrust/execution_policy.h>
#include <thrust/transform.h>

namespace {

constexpr int threads = 128;

__global__ void sum_and_noise(float *out, float const *input, int size) {
  using Reduce = cub::BlockReduce<float, threads>;
  __shared__ typename Reduce::TempStorage storage;
  cooperative_groups::thread_block const block = cooperative_groups::this_thread_block();
  cuda::std::array<float, 2> const parts{threadIdx.x < size ? input[threadIdx.x] : 0.f, 0.f};
  float const sum = Reduce(storage).Sum(parts[0] + parts[1]);
  curandStatePhilox4_32_10_t state;
  curand_init(0, block.thread_rank(), 0, &state);
  if (threadIdx.x == 0) {
    out[0] = __half2float(__float2half(sum)) + 0.f * curand_uniform(&state) + float(__nv_fp8_e4m3(0.f)) +
             __bfloat162float(__float2bfloat16(0.f));
  }
}

struct Twice {
  __device__ float operator()(float value) const { return 2.f * value; }
};

} // namespace

at::Tensor device_parts(at::Tensor const &input) {
  at::Tensor const out = at::empty_like(input);
  cudaStream_t const stream = at::cuda::getCurrentCUDAStream();
  thrust::transform(thrust::cuda::par.on(stream), thrust::device_pointer_cast(input.const_data_ptr<float>()),
                    thrust::device_pointer_cast(input.const_data_ptr<float>() + input.numel()),
                    thrust::device_pointer_cast(out.mutable_data_ptr<float>()), Twice{});
  sum_and_noise<<<1, threads, 0, stream>>>(out.mutable_data_ptr<float>(), input.const_data_ptr<float>(),
                                           static_cast<int>(input.numel()));
  return out;
}
