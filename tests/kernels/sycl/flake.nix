{
  description = "A test kernel in SYCL: local memory, sub-groups, half types, atomics";

  inputs.kernel-builder.url = "path:../../..";

  outputs =
    { self, kernel-builder }:
    kernel-builder.lib.genKernelFlakeOutputs {
      inherit self;
      path = ./.;
    };
}
