{
  description = "Calls what came with ROCm 7.2: a fixture of the tests";

  # A fixture of the tests.
  inputs.kernel-builder.url = "path:../../..";

  outputs =
    { self, kernel-builder }:
    kernel-builder.lib.genKernelFlakeOutputs {
      inherit self;
      path = ./.;
    };
}
