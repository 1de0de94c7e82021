{
  description = "A linear layer with GELU in its epilogue, by CUTLASS";

  # In your own repository, write github:huggingface/kernel-builder here.
  inputs.kernel-builder.url = "path:../..";

  outputs =
    { self, kernel-builder }:
    kernel-builder.lib.genKernelFlakeOutputs {
      inherit self;
      path = ./.;
    };
}
