{
  description = "Running sums along the last dimension, for NVIDIA's and AMD's GPUs from one source";

  # In your own repository, write github:huggingface/kernel-builder here.
  inputs.kernel-builder.url = "path:../..";

  outputs =
    { self, kernel-builder }:
    kernel-builder.lib.genKernelFlakeOutputs {
      inherit self;
      path = ./.;
    };
}
