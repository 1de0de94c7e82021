{
  description = "ReLU, element by element";

  # In your own repository, write github:huggingface/kernel-builder here.
  inputs.kernel-builder.url = "path:../..";

  outputs =
    { self, kernel-builder }:
    kernel-builder.lib.genKernelFlakeOutputs {
      inherit self;
      path = ./.;
    };
}
