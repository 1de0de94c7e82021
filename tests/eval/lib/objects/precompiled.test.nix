let
  inherit (import ../../small.nix) pkgs;
  precompiledFor =
    sources:
    import ../../../../lib/objects/precompiled.nix { inherit pkgs; } {
      buildConfig = {
        backend = "cpu";
        torch = "2.13";
        framework = { table = "torch"; variable = "TORCH_DIR"; };
      };
      stableAbi = null;
      toolchainPackages = [ ];
      frameworkPackage = pkgs.python3;
      frameworkFolder = "/torch";
      python = pkgs.python3;
      inherit sources;
    };
  all = { firstInclude = "torch/all.h"; flags = [ ]; };
  aten = { firstInclude = "ATen/ATen.h"; flags = [ ]; };
  fast = all // { flags = [ "-ffast-math" ]; };
  own = { firstInclude = "own.h"; flags = [ ]; };
  none = { firstInclude = null; flags = [ ]; };
  times = count: record: builtins.genList (_: record) count;
  namesOf = sources: map (folder: folder.name) (precompiledFor sources).folders;
  three = precompiledFor (times 3 all);
in
{
  precompiled = {
    "three sources that first include the same header share a precompiled one" = {
      actual = namesOf (times 3 all);
      expected = [ "precompiled-torch-all.h" ];
    };
    "two do not pay for one" = {
      actual = namesOf (times 2 all ++ times 2 aten);
      expected = [ ];
    };
    "each header and each set of flags has its own" = {
      actual = namesOf (times 3 all ++ times 4 aten ++ times 3 fast);
      expected = [ "precompiled-ATen-ATen.h" "precompiled-torch-all.h" "precompiled-torch-all.h" ];
    };
    "other headers are not precompiled" = {
      actual = namesOf (times 9 own ++ times 9 none);
      expected = [ ];
    };
    "a source has the folder of its header and flags" = {
      actual = map (source: (three.folderOf source) != null) [ all aten fast none ];
      expected = [ true false false false ];
    };
    "kernels with the same flags share it" = {
      actual = (three.folderOf all).drvPath == ((precompiledFor (times 4 all ++ [ own ])).folderOf all).drvPath;
      expected = true;
    };
  };
}
