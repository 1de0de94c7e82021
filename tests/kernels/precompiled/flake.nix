{
  description = "The smallest test kernel";

  inputs.kernel-builder.url = "path:../../..";

  outputs =
    { self, kernel-builder }:
    kernel-builder.lib.genKernelFlakeOutputs {
      inherit self;
      path = ./.;
      # One variant, so that the bundle is built quickly.
      torchVersions = builtins.filter (config: config.torch == "2.13");
    };
}
