let
  small = import ../../small.nix;
  inherit (small.variant) extension;
  outputs = (import ../../../../lib { builder = { }; }).genKernelFlakeOutputs {
    self = { };
    path = ../../../kernels/all-backends;
  };
  allBackends = outputs.packages.x86_64-linux;
  cross = outputs.legacyPackages.x86_64-linux.systems.aarch64-linux;
  # Torch 2.10 is for CUDA 12, so loading this variant needs libraries of CUDA 13.
  loadFoldersWith =
    doGetKernelCheck:
    (
      (import ../../../../lib { builder = { }; }).genKernelFlakeOutputs {
        self = { };
        path = ../../../kernels/all-backends;
        inherit doGetKernelCheck;
      }
    ).packages.x86_64-linux.torch210-cxx11-cu130.loadFolders;
in
{
  extension = {
    "it is named after the kernel and the variant, and has a report" = {
      actual = [ extension.name extension.outputs ];
      expected = [ "small-torch213-cxx11-cpu-x86_64-linux" [ "out" "report" ] ];
    };
    "its facts name the build" = {
      actual = {
        inherit (extension.facts)
          variant
          backend
          framework
          archs
          deviceCompiler
          revisions
          load
          ;
      };
      expected = {
        variant = "torch213-cxx11-cpu-x86_64-linux";
        backend = "cpu";
        framework = "torch";
        archs = [ ];
        deviceCompiler = null;
        revisions = {
          kernel-builder = { commit = "0123456"; dirty = true; };
          kernel = null;
        };
        load = {
          name = "torch213-cxx11-cpu-x86_64-linux";
          backend = "cpu";
        };
      };
    };
    "the id of its ops holds module, backend and revision" = {
      actual = extension.facts.id;
      expected = "_small_cpu_${small.source.uniqueId}";
    };
    "a backend adds its own checks" = {
      actual = map (name: builtins.attrNames allBackends.${name}.facts.checks) [
        "torch213-cxx11-cpu"
        "torch213-cxx11-cu130"
        "torch211-cxx11-rocm72"
      ];
      expected = [
        [ "symbols" ]
        [ "device-code" "symbols" ]
        [ "device-code" "rocm-release" "symbols" ]
      ];
    };
    "a variant that is not loaded needs no libraries to load it" = {
      actual = map (check: loadFoldersWith check == "") [ true false ];
      expected = [ false true ];
    };
    "a variant for another machine is loaded under emulation, and its report says so" = {
      actual = map (variant: builtins.length variant.facts.notes) [
        cross.torch213-cxx11-cpu
        allBackends.torch213-cxx11-cpu
      ];
      expected = [ 1 0 ];
    };
    "it is checked against that machine's Torch" = {
      actual = cross.torch213-cxx11-cpu.frameworkFolder == allBackends.torch213-cxx11-cu130.frameworkFolder;
      expected = false;
    };
    "a variant is loaded under the CUDA of its Torch, with libraries of its own if the major version differs" = {
      actual = map (name: [ allBackends.${name}.loadedAs (allBackends.${name}.loadLibraries != null) ]) [
        "torch210-cxx11-cu130"
        "torch210-cxx11-cu126"
        "torch213-cxx11-cu130"
      ];
      expected = [
        [ "torch210-cxx11-cu128-x86_64-linux" true ]
        [ "torch210-cxx11-cu128-x86_64-linux" false ]
        [ "torch213-cxx11-cu130-x86_64-linux" false ]
      ];
    };
  };
}
