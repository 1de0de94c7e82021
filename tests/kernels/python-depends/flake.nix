{
  description = "A test kernel that imports each Python package that build.toml may name for it";

  inputs.kernel-builder.url = "path:../../..";

  outputs =
    { self, kernel-builder }:
    kernel-builder.lib.genKernelFlakeOutputs {
      inherit self;
      path = ./.;
    };
}
