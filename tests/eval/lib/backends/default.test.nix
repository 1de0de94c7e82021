let
  backends = import ../../../../lib/backends;
  inherit (builtins) attrNames all isFunction;
  toolchainNames = attrNames (import ../../../../lib/backends/toolchain.nix { });
  # The tests of every row.
  wholeRow = name: row: {
    "its row has all attributes that other code reads" = {
      actual = [
        row.name
        (builtins.isString row.label)
        (builtins.isInt row.rank)
        (isFunction row.tag)
        (attrNames row.compiled)
        (attrNames row.noarch)
      ];
      expected = [
        name
        true
        true
        true
        toolchainNames
        toolchainNames
      ];
    };
    "its shell file tells whether a machine can run it" = {
      actual = builtins.match ".*machine_runs_${name}\\(\\).*" (builtins.readFile row.machine) != null;
      expected = true;
    };
  };
  testsOf = {
    cpu."its tag is the backend" = {
      actual = backends.cpu.tag null;
      expected = "cpu";
    };
    cuda."its tag is the version that `kernels` parses" = {
      actual = backends.cuda.tag "12.6";
      expected = "cu126";
    };
    cuda."a CUDA without a pinned toolkit cannot be built" = {
      actual = backends.cuda.compiled.notBuildable {
        system = "x86_64-linux";
        torch = "2.13";
        version = "11.8";
      };
      expected = "CUDA 11.8 has no toolchain here";
    };
    cuda."if PyPI has only a Torch without CUDA, that is the reason" = {
      actual = backends.cuda.compiled.notBuildable {
        system = "aarch64-linux";
        torch = "2.10";
        version = "13.0";
      };
      expected = "PyPI's wheel of Torch 2.10 for aarch64-linux is a build without CUDA";
    };
    cuda."a Python-only kernel states its capabilities" = {
      actual = map (table: (backends.cuda.noarch.deviceCode { } { torch-noarch = table; }).archs) [
        { cuda_capabilities = [ "8.0" ]; }
        { }
      ];
      expected = [ [ "8.0" ] [ ] ];
    };
    cann."a build config has the reason why it cannot be built" = {
      actual = backends.cann.compiled.notBuildable { };
      expected = "kernel-builder packages no CANN toolkit, which Huawei distributes from its own site only";
    };
    neuron."a build config has the reason why it cannot be built" = {
      actual = backends.neuron.compiled.notBuildable { };
      expected = "kernel-builder packages no Neuron SDK, which AWS distributes from its own index only";
    };
    tpu."a build config has the reason why it cannot be built" = {
      actual = backends.tpu.compiled.notBuildable { };
      expected = "kernel-builder packages no Torch for TPU";
    };
    metal."a Python-only kernel has a reason of its own" = {
      actual = backends.metal.noarch.notBuildable { };
      expected = "a kernel for Metal is loaded on macOS, which kernel-builder does not run on yet";
    };
    metal."a build config has the reason why it cannot be built" = {
      actual = backends.metal.compiled.notBuildable { };
      expected = "Metal kernels are compiled on macOS with Xcode, which kernel-builder does not run on yet";
    };
    rocm."its tag is the version that `kernels` parses" = {
      actual = backends.rocm.tag "7.1";
      expected = "rocm71";
    };
    rocm."a Python-only kernel states its architectures" = {
      actual = map (table: (backends.rocm.noarch.deviceCode { } { torch-noarch = table; }).archs) [
        { rocm_archs = [ "gfx90a" ]; }
        { }
      ];
      expected = [ [ "gfx90a" ] [ ] ];
    };
    rocm."a compiled kernel is not loaded, with the reason" = {
      actual = backends.rocm.compiled.notLoaded;
      expected = "PyPI has no Torch for ROCm; every name that the library uses was looked up instead";
    };
    xpu."its tag is the version that `kernels` parses" = {
      actual = backends.xpu.tag "2025.3";
      expected = "xpu20253";
    };
    xpu."a oneAPI without pinned wheels cannot be built" = {
      actual = backends.xpu.compiled.notBuildable {
        system = "x86_64-linux";
        torch = "2.11";
        version = "2099.1";
      };
      expected = "oneAPI 2099.1 has no toolchain here";
    };
    xpu."a compiled kernel is not loaded, with the reason" = {
      actual = backends.xpu.compiled.notLoaded;
      expected = "PyPI has no Torch for XPU; every name that the library uses was looked up instead";
    };
    xpu."SPIR-V is checked if a table of build.toml is for XPU" = {
      actual = map (
        kernel:
        backends.xpu.compiled.checks { syclToolkit.compilerName = "a compiler"; } (
          backends.xpu.compiled.deviceCode { } { inherit kernel; }
        )
      ) [
        { a.backend = "cpu"; b.backend = "xpu"; }
        { a.backend = "cpu"; }
      ];
      expected = [
        {
          device-code = {
            backend = "xpu";
            archs = [ "SPIR-V" ];
            compiler = "a compiler";
          };
        }
        { }
      ];
    };
    xpu."a Python-only kernel is loaded with Torch's CPU build" = {
      actual = backends.xpu.noarch.loadedWith { };
      expected = {
        backend = "cpu";
      };
    };
  };
  byRank = builtins.sort (a: b: backends.${a}.rank < backends.${b}.rank) (attrNames backends);
in
builtins.mapAttrs (
  name: row:
  wholeRow name row
  // testsOf.${name}
  // {
    "a default variant is picked in the order CUDA, ROCm, XPU, CPU, then others" = {
      actual = byRank;
      expected = [ "cuda" "rocm" "xpu" "cpu" "metal" "neuron" "tpu" "cann" ];
    };
  }
) backends
