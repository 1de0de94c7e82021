# The shells of one variant: one to develop the kernel in, one to test the built kernel in.
{
  mkShell,
  stdenvNoCC,
  cmake,
  ninja,
  python3,
  torch,
  kernelBuilder,
}:
{
  # The kernel config: build.toml.
  kernelConfig,
  # The built variant.
  extension,
  # Functions from the set of Python packages to lists: what the kernel's tests import, and what only builds need.
  pythonCheckInputs,
  pythonNativeCheckInputs,
}:
let
  general = kernelConfig.general;
  variant = extension.buildConfig.name;
  depends = import ./python-depends.nix general extension.buildConfig.backend;
  testPython = python3.withPackages (
    ps:
    [
      torch
      ps.kernels
      ps.pytest
    ]
    ++ depends ps
    ++ pythonCheckInputs ps
    ++ pythonNativeCheckInputs ps
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
  # What only the user's machine can say, when a shell starts.
  driverHook = if extension.buildConfig.backend == "cuda" then builtins.readFile ./nvidia-driver.sh else "";
  libraryHook =
    if extension.loadLibraries == null then "" else "export LD_LIBRARY_PATH=${extension.loadLibraries}\n";
  repoId = (general.hub or { }).repo-id or "local/${general.name}";
in
{
  testShell = mkShell {
    name = "${general.name}-test-${variant}";
    packages = [ testPython ];
    env = {
      LOCAL_KERNELS = "${repoId}=${installed}/build";
      KERNEL_MODULES = "${installed}/modules";
      HF_HUB_OFFLINE = "1";
      # Torch says so wherever it starts without NumPy, which is there for tests that ask for it.
      PYTHONWARNINGS = "ignore:Failed to initialize NumPy:UserWarning";
    };
    shellHook = libraryHook + driverHook + "export PYTHONPATH=$KERNEL_MODULES";
  };

  devShell = mkShell {
    name = "${general.name}-${variant}";
    packages = [
      cmake
      ninja
      testPython
      kernelBuilder.command
    ];
    env.TORCH_DIR = "${torch}/lib/python3.11/site-packages/torch";
    shellHook = libraryHook + driverHook;
  };
}
