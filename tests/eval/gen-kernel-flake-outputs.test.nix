let
  lib = import ../../lib { builder = { }; };
  outputs = lib.genKernelFlakeOutputs { self = { }; path = ../kernels/all-backends; };
  x86 = name: outputs.${name}.x86_64-linux;
  cpuOnly = lib.genKernelFlakeOutputs { self = { }; path = ../../examples/swiglu; };
  newest = lib.genKernelFlakeOutputs {
    self = { };
    path = ../kernels/all-backends;
    torchVersions = builtins.filter (version: version.torch == "2.13");
  };
  withNewerCuda = lib.genKernelFlakeOutputs {
    self = { };
    path = ../kernels/all-backends;
    torchVersions = _: [
      { torch = "2.13"; backend = "cuda"; version = "13.2"; systems = [ "x86_64-linux" ]; }
    ];
  };
  refused = arguments: !(builtins.tryEval (builtins.seq (lib.genKernelFlakeOutputs arguments).packages true)).success;
in
{
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
  "packages are there under the names that users type" = {
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
  "a variant that cannot be built is no package, so that all packages can be" = {
    actual = (x86 "packages") ? torch211-cxx11-xpu20253;
    expected = false;
  };
  "building it fails, under both of its names" = {
    actual = map (name: (builtins.tryEval (x86 "legacyPackages").${name}.drvPath).success) [
      "torch211-cxx11-xpu20253"
      "torch211-cxx11-xpu20253-x86_64-linux"
    ];
    expected = [ false false ];
  };
  "both names of a variant are the same derivation" = {
    actual =
      (x86 "packages").torch213-cxx11-cpu.drvPath == (x86 "packages")."torch213-cxx11-cpu-x86_64-linux".drvPath;
    expected = true;
  };
  "redistributable and backendBundle are there" = {
    actual = [
      (x86 "legacyPackages").redistributable.bundle.type
      (x86 "legacyPackages").backendBundle.cpu.type
    ];
    expected = [ "derivation" "derivation" ];
  };
  "shells are there under the names that users type" = {
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
  "a further CUDA is a record, where its toolkit is pinned" = {
    actual = map (v: [ v.short v.missing ]) withNewerCuda.lib.variants.x86_64-linux;
    expected = [ [ "torch213-cxx11-cu132" null ] ];
  };
  "it evaluates to a derivation of its own" = {
    actual =
      withNewerCuda.packages.x86_64-linux.torch213-cxx11-cu132.drvPath
      != (x86 "packages").torch213-cxx11-cu130.drvPath;
    expected = true;
  };
  "a library that has no package is said, for the backend that asks for it" = {
    actual = map (v: [ v.short v.missing ]) (
      lib.genKernelFlakeOutputs {
        self = { };
        path = ../kernels/cutlass;
        torchVersions = builtins.filter (version: version.torch == "2.13");
      }
    ).lib.variants.x86_64-linux;
    expected = [
      [ "torch213-cxx11-cpu" null ]
      [ "torch213-cxx11-cu130" "kernel.gemm depends on cutlass_4_5, which has no package here; there are cutlass_3_5, cutlass_3_6, cutlass_3_8" ]
    ];
  };
  "aarch64-linux evaluates with pins of its own" = {
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
  "a missing self, an unknown argument and a wrong type are refused" = {
    actual = map refused [
      { path = ../../examples/relu; }
      { self = { }; }
      { self = { }; path = ../../examples/relu; pythonChekInputs = ps: [ ]; }
      { self = { }; path = ../../examples/relu; pythonCheckInputs = [ ]; }
      { self = { }; path = ../../examples/relu; doGetKernelCheck = "no"; }
    ];
    expected = [ true true true true true ];
  };
}
