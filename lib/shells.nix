# The shells of one variant: one to develop the kernel in, one to test the built kernel in.
{
  callPackage,
  mkShell,
  stdenvNoCC,
  gdb,
  python3,
  kernelBuilder,
  torch,
  # Of sets for CUDA.
  cuobjdump ? null,
}:
{
  # The kernel config: build.toml.
  kernelConfig,
  # The built variant.
  extension,
  # The kernel's folder.
  path,
  # Functions from the set of Python packages to lists: what the kernel's tests import, and what only builds need.
  pythonCheckInputs,
  pythonNativeCheckInputs,
}:
let
  inherit (builtins) readFile;
  inherit (kernelConfig) general;
  inherit (extension) buildConfig;
  depends = import ./python-depends.nix kernelConfig buildConfig.backend;
  # Where PyPI has no Torch that could load the kernel, the machine's own is asked for.
  asksForTorch = extension.notLoaded != null;
  testPackages =
    ps:
    (if asksForTorch then [ ] else [ torch ])
    ++ [
      ps.kernels
      ps.pytest
    ]
    ++ extension.borrowedPackages ps
    ++ depends ps
    ++ pythonCheckInputs ps
    ++ pythonNativeCheckInputs ps;
  testPython = python3.withPackages testPackages;
  devPython = python3.withPackages (
    ps:
    testPackages ps
    ++ [
      ps.pip
      ps.setuptools
      ps.wheel
    ]
  );
  # The kernel as `kernels` finds it, in a folder of variants, and as a module to import.
  installed = stdenvNoCC.mkDerivation {
    name = "${general.name}-installed";
    inherit extension;
    inherit (extension) module loadedAs;
    buildCommand = ''
      mkdir -p $out/build $out/modules
      ln -s $extension $out/build/$loadedAs
      ln -s $extension $out/modules/$module
    '';
  };
  repoId = (general.hub or { }).repo-id or "local/${general.name}";
  env = {
    variant = buildConfig.short;
    KERNEL_BACKEND = buildConfig.backend;
    # What `kernels` looks for with the Torch that is here.
    KERNEL_VARIANT = extension.loadedAs;
    HF_HUB_OFFLINE = "1";
    # Torch says so wherever it starts without NumPy, which is there for tests that ask for it.
    PYTHONWARNINGS = "ignore:Failed to initialize NumPy:UserWarning";
  };
  # What only the user's machine can say, when a shell starts.
  hook =
    (if extension.loadLibraries == null then "" else "export LD_LIBRARY_PATH=${extension.loadLibraries}\n")
    + readFile ./machine.sh
    + (if buildConfig.backend == "cuda" then "link_nvidia_driver\n" else "")
    + (
      if asksForTorch then
        readFile ./machine-torch.sh
        + "find_machine_torch ${buildConfig.torch} ${buildConfig.backend} ${buildConfig.version} ${(import ./backends.nix).${buildConfig.backend}.label}\n"
      else
        ""
    )
    + (
      if extension.borrowed then
        "echo 'kernel-builder: PyPI has no Torch for ${buildConfig.backend}: this shell has that for the CPU' >&2\n"
      else
        ""
    );
  testEnv = env // {
    LOCAL_KERNELS = "${repoId}=${installed}/build";
    KERNEL_MODULES = "${installed}/modules";
  };
in
{
  testShell = mkShell {
    name = "${general.name}-test-${buildConfig.name}";
    packages = [ testPython ];
    env = testEnv;
    shellHook = hook + readFile ./prompt.sh + "export PYTHONPATH=$KERNEL_MODULES\${PYTHONPATH:+:$PYTHONPATH}";
  };

  ciTest = callPackage ./ci-test.nix { } {
    inherit (general) name;
    tests = if builtins.pathExists (path + "/tests") then path + "/tests" else null;
    python = testPython;
    env = testEnv;
    inherit hook;
  };

  devShell = mkShell {
    name = "${general.name}-${buildConfig.name}";
    packages =
      extension.developWith
      ++ (if cuobjdump == null then [ ] else [ cuobjdump ])
      ++ [
        devPython
        gdb
        kernelBuilder.command
      ];
    env = env // {
      CMAKE_GENERATOR = "Ninja";
      ${extension.frameworkVariable} = extension.frameworkFolder;
      makeVenv = ../python/kernel_builder/command/venv.py;
      inherit repoId;
    };
    shellHook = hook + readFile ./prompt.sh + readFile ./develop.sh;
  };
}
