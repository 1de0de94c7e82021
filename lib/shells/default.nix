# The shells of one variant, to develop the kernel and to test the built kernel, and its `ci-test` (see ci-test.nix).
{
  # The build set's package set.
  pkgs,
}:
{
  # The kernel config: build.toml.
  kernelConfig,
  # The built variant.
  extension,
  # The kernel's folder.
  path,
  # Functions from the set of Python packages to lists: packages that the kernel's tests import, and packages that only
  # the build of the tests needs.
  pythonCheckInputs,
  pythonNativeCheckInputs,
}:
let
  inherit (builtins) pathExists readFile;
  inherit (pkgs) buildPackages mkShell python3;
  inherit (kernelConfig) general;
  inherit (extension) buildConfig;
  inherit (buildConfig) toolchain;
  depends = import ../python/depends.nix kernelConfig buildConfig.backend;

  testPackages =
    ps:
    # If PyPI has no Torch that loads the kernel, the shell uses the machine's own Torch.
    (if toolchain.notLoaded == null then [ pkgs.torch ] else [ ])
    ++ [
      ps.kernels
      ps.numpy
      ps.pytest
    ]
    ++ toolchain.loadPackages ps
    ++ depends ps
    ++ buildConfig.framework.testPackages ps
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

  # The kernel in a folder with the name that `kernels` looks for.
  installed = pkgs.stdenvNoCC.mkDerivation {
    name = "${general.name}-installed";
    inherit extension;
    inherit (extension) loadedAs;
    buildCommand = "mkdir $out && ln -s $extension $out/$loadedAs";
  };
  # A module of the kernel's name. It loads the kernel from the folder KERNEL_FOLDER.
  modules = pkgs.stdenvNoCC.mkDerivation {
    name = "${general.name}-module";
    inherit (extension) module;
    buildCommand = "mkdir -p $out/$module && cp ${./import_kernel.py} $out/$module/__init__.py";
  };

  repoId = (general.hub or { }).repo-id or "local/${general.name}";
  env = {
    variant = buildConfig.short;
    KERNEL_BACKEND = buildConfig.backend;
    KERNEL_VARIANT = extension.loadedAs;
    KERNEL_MODULES = "${modules}";
  };
  testEnv = env // {
    # The variant itself, so that a Torch which is built for another backend finds it too, without `backend=`.
    LOCAL_KERNELS = "${repoId}=${installed}/${extension.loadedAs}";
    KERNEL_FOLDER = "${installed}/${extension.loadedAs}";
  };

  isEmulated = pkgs.emulator != null;
  # An emulated program does not reach this machine's GPUs, and gdb would debug the emulator.
  machineHook =
    if isEmulated then
      "echo 'kernel-builder: ${pkgs.emulator.label} runs the Python of this shell, for ${buildConfig.system}: "
      + "slowly, and without a GPU' >&2\n"
    else
      toolchain.shellHook buildConfig;
  debuggers = if isEmulated then [ ] else [ pkgs.gdb ];

  # Runs when a shell starts: only then is the machine known.
  hook =
    readFile ./offline.sh
    + (if extension.loadLibraries == null then "" else "export LD_LIBRARY_PATH=${extension.loadLibraries}\n")
    + machineHook;
in
{
  testShell = mkShell {
    name = "${general.name}-test-${buildConfig.name}";
    packages = [ testPython ];
    env = testEnv;
    shellHook = hook + readFile ./prompt.sh + "export PYTHONPATH=$KERNEL_MODULES\${PYTHONPATH:+:$PYTHONPATH}";
  };

  ciTest = import ./ci-test.nix { inherit (buildPackages) writeShellScriptBin; } {
    tests = if pathExists (path + "/tests") then path + "/tests" else null;
    python = testPython;
    env = testEnv;
    inherit hook;
  };

  devShell = mkShell {
    name = "${general.name}-${buildConfig.name}";
    packages =
      extension.developWith
      ++ extension.checkPrograms
      ++ [
        devPython
      ]
      ++ debuggers
      ++ [ buildPackages.kernelBuilder.command ];
    env = env // {
      CMAKE_GENERATOR = "Ninja";
      ${extension.frameworkVariable} = extension.frameworkFolder;
      makeVenv = ../../python/kernel_builder/command/venv.py;
      inherit repoId;
      inherit (extension) module;
    }
    // (
      # The shell's compiler finds them as in a build: see objects/precompiled.nix.
      if extension.precompiledFolders == [ ] then
        { }
      else
        { CPATH = builtins.concatStringsSep ":" extension.precompiledFolders; }
    );
    shellHook = hook + readFile ./prompt.sh + readFile ./develop.sh;
  };
}
