{
  description = "Compiled in a second, as it includes nothing of Torch: a fixture of the tests";

  # A fixture of the tests.
  inputs.kernel-builder.url = "path:../../..";

  outputs =
    { self, kernel-builder }:
    kernel-builder.lib.genKernelFlakeOutputs {
      inherit self;
      path = ./.;
      # One variant, so that its bundle is quick to build.
      torchVersions = builtins.filter (config: config.torch == "2.13");
    };
}
