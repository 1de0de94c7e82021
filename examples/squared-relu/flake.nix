{
  description = "The square of ReLU, built once for every Torch from 2.10 on";

  # In your own repository, write github:huggingface/kernel-builder here.
  inputs.kernel-builder.url = "path:../..";

  outputs =
    { self, kernel-builder }:
    kernel-builder.lib.genKernelFlakeOutputs {
      inherit self;
      path = ./.;
    };
}
