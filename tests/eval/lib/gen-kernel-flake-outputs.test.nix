let
  genKernelFlakeOutputs = import ../../../lib/gen-kernel-flake-outputs.nix {
    builder = { };
    versions = import ../matrix.nix;
  };
  outputs = genKernelFlakeOutputs { self = { }; path = ../../../tests/kernels/all-backends; };
  x86 = name: outputs.${name}.x86_64-linux;
  cpuOnly = genKernelFlakeOutputs { self = { }; path = ../../../examples/swiglu; };
  # A variant for aarch64-linux, built on x86_64-linux.
  cross = "torch213-cxx11-cpu-aarch64-linux";
  isBundled = bundle: builtins.match ".* ${cross}=.*" " ${toString bundle.links}" != null;
  withCross = genKernelFlakeOutputs {
    self = { };
    path = ../../../examples/swiglu;
    crossSystems = [ "aarch64-linux" ];
  };
  newest = genKernelFlakeOutputs {
    self = { };
    path = ../../../tests/kernels/all-backends;
    torchVersions = builtins.filter (version: version.torch == "2.13");
  };
  withNewerCuda = genKernelFlakeOutputs {
    self = { };
    path = ../../../tests/kernels/all-backends;
    torchVersions = _: [
      { torch = "2.13"; backend = "cuda"; version = "13.2"; systems = [ "x86_64-linux" ]; }
    ];
  };

  withNewerOneApi = genKernelFlakeOutputs {
    self = { };
    path = ../../../tests/kernels/all-backends;
    torchVersions =
      defaults:
      defaults ++ [ { torch = "2.11"; backend = "xpu"; version = "2099.1"; systems = [ "x86_64-linux" ]; } ];
  };

  # An invented backend, added to the real backends by a row and a record of the matrix.
  withMadeUpBackend = import ../../../lib/gen-kernel-flake-outputs.nix {
    builder = { };
    backends =
      let
        real = import ../../../lib/backends;
      in
      real
      // {
        npu = real.cpu // {
          name = "npu";
          label = "NPU";
          rank = 0;
          tag = version: "npu${version}";
          machine = builtins.toFile "npu.sh" "machine_runs_npu() { false; }\n";
          compiled = real.cpu.compiled // {
            checkPrograms = pkgs: [ pkgs.patchelf ];
            checks = _pkgs: _deviceCode: { npu-code.level = 9; };
            shellHook = config: "echo NPU ${config.version}\n";
          };
        };
      };
    versions = [
      { torch = "2.13"; backend = "cpu"; version = null; systems = [ "x86_64-linux" ]; }
      { torch = "2.13"; backend = "npu"; version = "7"; systems = [ "x86_64-linux" ]; }
    ];
    readKernelConfig =
      path:
      let
        config = import ../../../lib/kernel-config path;
      in
      config // { general = config.general // { backends = [ "cpu" "npu" ]; }; };
  } { self = { }; path = ../../kernels/small; };
  npu = withMadeUpBackend.packages.x86_64-linux.torch213-cxx11-npu7;
in
{
  gen-kernel-flake-outputs = {
    "a kernel with all backends has the whole matrix" = {
      actual = builtins.length outputs.lib.variants.x86_64-linux;
      expected = 17;
    };
    "a kernel has the variants of its backends only" = {
      actual = map (v: v.short) cpuOnly.lib.variants.x86_64-linux;
      expected = [ "torch210-cxx11-cpu" "torch211-cxx11-cpu" "torch213-cxx11-cpu" ];
    };
    "packages hold derivations and nothing else" = {
      actual = builtins.all (package: package.type == "derivation") (builtins.attrValues (x86 "packages"));
      expected = true;
    };
    "packages have the names that users type" = {
      actual = builtins.all (name: (x86 "packages") ? ${name}) [
        "default"
        "bundle"
        "ci"
        "build-and-copy"
        "torch213-cxx11-cpu"
        "torch213-cxx11-cpu-x86_64-linux"
      ];
      expected = true;
    };
    "a variant that cannot be built is not a package, so all packages can be built" = {
      actual = withNewerOneApi.packages.x86_64-linux ? torch211-cxx11-xpu20991;
      expected = false;
    };
    "building such a variant fails, under both of its names" = {
      actual = map (name: (builtins.tryEval withNewerOneApi.legacyPackages.x86_64-linux.${name}.drvPath).success) [
        "torch211-cxx11-xpu20991"
        "torch211-cxx11-xpu20991-x86_64-linux"
      ];
      expected = [ false false ];
    };
    "both names of a variant are the same derivation" = {
      actual =
        (x86 "packages").torch213-cxx11-cpu.drvPath == (x86 "packages")."torch213-cxx11-cpu-x86_64-linux".drvPath;
      expected = true;
    };
    "the outputs include redistributable and backendBundle" = {
      actual = [
        (x86 "legacyPackages").redistributable.bundle.type
        (x86 "legacyPackages").backendBundle.cpu.type
      ];
      expected = [ "derivation" "derivation" ];
    };
    "shells have the names that users type" = {
      actual = [
        ((x86 "devShells") ? default)
        ((x86 "devShells") ? test)
        ((x86 "devShells") ? torch213-cxx11-cpu)
        ((x86 "legacyPackages").testShells ? torch213-cxx11-cpu-x86_64-linux)
      ];
      expected = [ true true true true ];
    };
    "torchVersions chooses from the matrix" = {
      actual = map (v: v.short) newest.lib.variants.x86_64-linux;
      expected = [ "torch213-cxx11-cpu" "torch213-cxx11-cu130" ];
    };
    "a record adds a CUDA whose toolkit is pinned" = {
      actual = map (v: [ v.short v.notBuildable ]) withNewerCuda.lib.variants.x86_64-linux;
      expected = [ [ "torch213-cxx11-cu132" null ] ];
    };
    "that CUDA has its own derivation" = {
      actual =
        withNewerCuda.packages.x86_64-linux.torch213-cxx11-cu132.drvPath
        != (x86 "packages").torch213-cxx11-cu130.drvPath;
      expected = true;
    };
    "a library that has no package is the reason, for the backend that depends on it" = {
      actual = map (v: [ v.short v.notBuildable ]) (
        genKernelFlakeOutputs {
          self = { };
          path = ../../../tests/kernels/cutlass;
          torchVersions = builtins.filter (version: version.torch == "2.13");
        }
      ).lib.variants.x86_64-linux;
      expected = [
        [ "torch213-cxx11-cpu" null ]
        [
          "torch213-cxx11-cu130"
          (
            "kernel.gemm depends on cutlass_2_10: no registry has the headers of CUTLASS 2.10, only "
            + "github.com/NVIDIA/cutlass; kernel-builder packages cutlass_3_5, cutlass_3_6, cutlass_3_8, cutlass_3_9, "
            + "cutlass_4_0, cutlass_4_4, cutlass_4_5"
          )
        ]
      ];
    };
    "aarch64-linux evaluates with its own pins" = {
      actual =
        let
          arm = outputs.packages.aarch64-linux.torch213-cxx11-cu130;
        in
        [
          arm.system
          (arm.drvPath != (x86 "packages").torch213-cxx11-cu130.drvPath)
        ];
      expected = [
        "aarch64-linux"
        true
      ];
    };
    "on x86_64-linux, each variant for aarch64-linux can be built, under its full name" = {
      actual = [
        (x86 "legacyPackages").${cross}.system
        (x86 "legacyPackages").${cross}.buildConfig.system
        ((x86 "devShells") ? ${cross})
        ((x86 "legacyPackages").testShells ? ${cross})
        (
          (x86 "legacyPackages").systems.aarch64-linux.torch213-cxx11-cpu.drvPath
          == (x86 "legacyPackages").${cross}.drvPath
        )
      ];
      expected = [ "x86_64-linux" "aarch64-linux" true true true ];
    };
    "`nix flake check` builds none of them, and no bundle has one unasked" = {
      actual = [
        ((x86 "packages") ? ${cross})
        ((x86 "checks") ? ${cross})
        (isBundled cpuOnly.packages.x86_64-linux.bundle)
      ];
      expected = [ false false false ];
    };
    "a bundle has them if `crossSystems` names their system, or if it is that system's own" = {
      actual = map isBundled [
        withCross.packages.x86_64-linux.bundle
        cpuOnly.legacyPackages.x86_64-linux.systems.aarch64-linux.bundle
      ];
      expected = [ true true ];
    };
    "a machine of that system builds them itself" = {
      actual = [
        (builtins.attrNames outputs.legacyPackages.aarch64-linux.systems)
        outputs.packages.aarch64-linux.${cross}.system
      ];
      expected = [ [ "aarch64-linux" ] "aarch64-linux" ];
    };
    "the plan lists them, and marks which are built if none is named" = {
      actual =
        let
          marks = outputs: map (v: [ v.short v.bundle ]) outputs.legacyPackages.x86_64-linux.plan.variants;
        in
        [
          (builtins.elem [ cross false ] (marks cpuOnly))
          (builtins.elem [ cross true ] (marks withCross))
          (builtins.elem [ "torch213-cxx11-cpu" true ] (marks cpuOnly))
        ];
      expected = [ true true true ];
    };
    "a backend that is added by one row gets its variants, under both names" = {
      actual = map (v: v.name) withMadeUpBackend.lib.variants.x86_64-linux ++ [
        (npu.drvPath == withMadeUpBackend.packages.x86_64-linux."torch213-cxx11-npu7-x86_64-linux".drvPath)
      ];
      expected = [ "torch213-cxx11-cpu-x86_64-linux" "torch213-cxx11-npu7-x86_64-linux" true ];
    };
    "its row decides the checks, the build and the facts" = {
      actual = [
        npu.facts.backend
        npu.facts.checks.npu-code
        (builtins.match "_small_npu_.*" npu.facts.id != null)
        (builtins.elem "-DKERNEL_BACKEND=npu" npu.cmakeFlags)
      ];
      expected = [ "npu" { level = 9; } true true ];
    };
    "it gets its shells, with its own hook, and its rank makes it the first choice" = {
      actual =
        let
          shells = withMadeUpBackend.devShells.x86_64-linux;
        in
        [
          (builtins.match ".*echo NPU 7\n.*" shells.torch213-cxx11-npu7.shellHook != null)
          (builtins.match "npu=torch213-cxx11-npu7=.*" (toString shells.default.candidates) != null)
          (builtins.match ".*machine_runs_npu.*" shells.default.shellHook != null)
          (withMadeUpBackend.legacyPackages.x86_64-linux.testShells ? torch213-cxx11-npu7)
        ];
      expected = [ true true true true ];
    };
    "it gets its bundle" = {
      actual = builtins.attrNames withMadeUpBackend.legacyPackages.x86_64-linux.backendBundle;
      expected = [ "cpu" "npu" ];
    };
  };
}
