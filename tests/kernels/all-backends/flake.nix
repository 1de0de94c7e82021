{
  description = "All backends: a fixture for the matrix, not meant to be built";

  # A fixture of the tests.
  inputs.kernel-builder.url = "path:../../..";

  outputs =
    { self, kernel-builder }:
    kernel-builder.lib.genKernelFlakeOutputs {
      inherit self;
      path = ./.;
    };
}
