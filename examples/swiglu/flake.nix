{
  description = "SwiGLU with its gradient, in several files";

  # In your own repository, write github:huggingface/kernel-builder here.
  inputs.kernel-builder.url = "path:../..";

  outputs =
    { self, kernel-builder }:
    kernel-builder.lib.genKernelFlakeOutputs {
      inherit self;
      path = ./.;
    };
}
