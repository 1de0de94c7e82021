let
  inherit (import ../../../../lib/extension/facts.nix) loadOf parseRevision;
  config = {
    backend = "cuda";
    version = "13.0";
    system = "x86_64-linux";
    framework = {
      anySystem = false;
      short = config: "torch-${config.backend}${config.version}";
    };
    toolchain.notLoaded = null;
  };
  loaded = config // { version = "12.8"; };
in
{
  parseRevision = {
    "a commit, a commit with changed files, and no commit" = {
      actual = map parseRevision [ "0123" "0123-dirty" "" ];
      expected = [
        { commit = "0123"; dirty = false; }
        { commit = "0123"; dirty = true; }
        null
      ];
    };
  };
  loadOf = {
    "a variant is loaded under the name that its Torch looks for" = {
      actual = loadOf {
        inherit config loaded;
        doGetKernelCheck = true;
        ownDepends = [ "nvidia-cutlass-dsl" ];
      };
      expected = {
        name = "torch-cuda12.8-x86_64-linux";
        backend = "cuda";
      };
    };
    "a flake may switch the check off" = {
      actual = loadOf {
        inherit config loaded;
        doGetKernelCheck = false;
        ownDepends = [ ];
      };
      expected.skip = "doGetKernelCheck is false in flake.nix";
    };
    "a toolchain without a Torch has the reason why nothing is loaded" = {
      actual = loadOf {
        config = config // { toolchain.notLoaded = "a reason"; };
        inherit loaded;
        doGetKernelCheck = true;
        ownDepends = [ ];
      };
      expected.skip = "a reason";
    };
    "a Torch for another backend does not know the packages of the kernel's own backend" = {
      actual = loadOf {
        inherit config;
        loaded = loaded // { backend = "cpu"; };
        doGetKernelCheck = true;
        ownDepends = [ "onednn" ];
      };
      expected.skip = "`kernels` accepts onednn only with a Torch for cuda, which no registry has";
    };
  };
}
