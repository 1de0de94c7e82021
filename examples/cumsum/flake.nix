{
  description = "Running sums along the last dimension, for NVIDIA's and AMD's GPUs from one source";

  # Outside of kernel-builder's own repository this names it by git: github:<owner>/kernel-builder.
  inputs.kernel-builder.url = "path:../..";

  outputs =
    { self, kernel-builder }:
    kernel-builder.lib.genKernelFlakeOutputs {
      inherit self;
      path = ./.;
    };
}
