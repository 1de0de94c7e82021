{
  description = "The square of ReLU, built once for every Torch from 2.10 on";

  # Outside of kernel-builder's own repository this names it by git: github:<owner>/kernel-builder.
  inputs.kernel-builder.url = "path:../..";

  outputs =
    { self, kernel-builder }:
    kernel-builder.lib.genKernelFlakeOutputs {
      inherit self;
      path = ./.;
    };
}
