{
  description = "A linear layer with GELU in its epilogue, by CUTLASS";

  # Outside of kernel-builder's own repository this names it by git: github:<owner>/kernel-builder.
  inputs.kernel-builder.url = "path:../..";

  outputs =
    { self, kernel-builder }:
    kernel-builder.lib.genKernelFlakeOutputs {
      inherit self;
      path = ./.;
    };
}
