{
  description = "my-kernel: a compute kernel for PyTorch";

  inputs.kernel-builder.url = "github:huggingface/kernel-builder";

  outputs =
    { self, kernel-builder }:
    kernel-builder.lib.genKernelFlakeOutputs {
      inherit self;
      path = ./.;
      # The packages that the tests import, except Torch and pytest.
      pythonCheckInputs = ps: with ps; [ numpy ];
    };
}
