let
  inherit (import ../../../lib/frameworks.nix) frameworkOf variantName within;
  config = {
    torch = "2.11";
    backend = "cuda";
    version = "13.0";
    system = "x86_64-linux";
    tag = (import ../../../lib/backends).cuda.tag;
  };
  nameWith = kernelConfig: variantName (config // { framework = frameworkOf kernelConfig "cuda"; });
  accepted =
    kernelConfig:
    builtins.filter (torch: (frameworkOf kernelConfig "cpu").accepts { inherit torch; }) [
      "2.10"
      "2.11"
      "2.13"
    ];
  betterWith =
    kernelConfig: (frameworkOf kernelConfig "cpu").better (torch "2.13" true) (torch "2.11" true);
  torch = torch: light: { inherit torch; toolchain.isLight = _: light; };
  packages = {
    torch.outPath = "/torch";
    python3 = {
      sitePackages = "site";
      pkgs.apache-tvm-ffi.outPath = "/ffi";
    };
  };
  toolchain.torch = pkgs: {
    package = pkgs.torch;
    folder = "${pkgs.torch}/folder";
  };
  compiledAgainst =
    kernelConfig:
    let
      framework = frameworkOf kernelConfig "cpu";
    in
    [
      (framework.package toolchain packages).outPath
      (framework.folder toolchain packages)
      framework.variable
      framework.compiled
    ];
in
{
  frameworkOf = {
    "the table of build.toml chooses the framework" = {
      actual = map (kernelConfig: (frameworkOf kernelConfig "cpu").table) [
        { torch = { }; }
        { torch-noarch = { }; }
        { tvm-ffi = { }; }
      ];
      expected = [
        "torch"
        "torch-noarch"
        "tvm-ffi"
      ];
    };
    "bounds of [torch] accept the versions between them" = {
      actual = accepted { torch = { minver = "2.11"; maxver = "2.11"; }; };
      expected = [ "2.11" ];
    };
    "the stable ABI accepts its Torch and newer ones" = {
      actual = accepted { torch.stable-abi = "2.11"; };
      expected = [
        "2.11"
        "2.13"
      ];
    };
    "only the stable ABI prefers the older Torch" = {
      actual = map betterWith [
        { torch = { }; }
        { torch.stable-abi = "2.11"; }
        { torch-noarch = { }; }
        { tvm-ffi = { }; }
      ];
      expected = [
        true
        false
        true
        true
      ];
    };
    "a Torch that only loads the kernel brings no libraries of another backend, if there is one" = {
      actual =
        map
          (kernelConfig: (frameworkOf kernelConfig "cpu").better (torch "2.11" true) (torch "2.13" false))
          [
            { torch-noarch = { }; }
            { tvm-ffi = { }; }
          ];
      expected = [ true true ];
    };
    "a kernel is compiled against the toolchain's Torch or the TVM FFI; a Python-only kernel against nothing" = {
      actual = map compiledAgainst [
        { torch = { }; }
        { tvm-ffi = { }; }
        { torch-noarch = { }; }
      ];
      expected = [
        [ "/torch" "/torch/folder" "TORCH_DIR" true ]
        [ "/ffi" "/ffi/site/tvm_ffi" "TVM_FFI_DIR" true ]
        [ "/torch" "/torch/folder" "TORCH_DIR" false ]
      ];
    };
  };
  variantName = {
    "each framework has names that `kernels` parses" = {
      actual = map nameWith [
        { torch = { }; }
        { torch.stable-abi = "2.11"; }
        { torch.stable-abi.cuda = "2.10"; }
        { torch.stable-abi.cpu = "2.10"; }
        { torch-noarch = { }; }
        { tvm-ffi = { }; }
      ];
      expected = [
        "torch211-cxx11-cu130-x86_64-linux"
        "torch-stable-abi211-cu130-x86_64-linux"
        "torch-stable-abi210-cu130-x86_64-linux"
        "torch211-cxx11-cu130-x86_64-linux"
        "torch-cuda"
        "tvm-ffi01-cu130-x86_64-linux"
      ];
    };
  };
  within = {
    "bounds are inclusive, and each is optional" = {
      actual = map (table: within table "12.8") [
        { }
        { minver = "12.8"; }
        { maxver = "12.8"; }
        { minver = "12.10"; }
        { maxver = "12.6"; }
      ];
      expected = [
        true
        true
        true
        false
        false
      ];
    };
  };
}
