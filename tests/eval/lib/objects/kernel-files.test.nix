let
  path = ../../../kernels/file-by-file;
  files = import ../../../../lib/objects/kernel-files.nix {
    inherit
      (
        (import ../../../../lib/source.nix).kernelSource {
          self = { };
          inherit path;
          kernelConfig = { };
        }
      )
      src
      ;
  };
  sort = builtins.sort builtins.lessThan;
  buildOf = source: files.buildOf { inherit source; words = [ ]; };
  includedBy = source: sort (buildOf source).included;
  linked = import ../../../../lib/objects/kernel-files.nix {
    src = builtins.path { name = "linked"; path = ../../../kernels/linked-header; };
  };
  entriesOf = folder: builtins.attrNames (builtins.readDir folder);

  # The device code of an example, by its path, with whether it uses Torch.
  examples = ../../../../examples;
  deviceCodeOf =
    example:
    let
      src = builtins.path { name = example; path = examples + "/${example}"; };
      files = import ../../../../lib/objects/kernel-files.nix { inherit src; };
      filesBelow =
        folder:
        builtins.concatLists (
          builtins.attrValues (
            builtins.mapAttrs
              (name: type: if type == "directory" then filesBelow "${folder}${name}/" else [ "${folder}${name}" ])
              (builtins.readDir "${src}/${folder}")
          )
        );
      sources = builtins.filter (file: builtins.match ".*[.](cu|hip)" file != null) (filesBelow "");
    in
    map
      (file: { file = "${example}/${file}"; inherit (files.buildOf { source = file; words = [ ]; }) usesTorch; })
      sources;
  deviceCode = builtins.concatMap deviceCodeOf (entriesOf examples);
in
{
  kernel-files = {
    "files of the source are known by their paths" = {
      actual = map files.has [ "src/sum.cpp" "src/nothing.cpp" ];
      expected = [ true false ];
    };
    "a file is a store path of its own" = {
      actual = builtins.readFile (files.pathOf "src/c.c");
      expected = builtins.readFile (path + "/src/c.c");
    };
    "a source depends on the files that it includes, directly or not, and on no others" = {
      actual = map includedBy [ "src/sum.cpp" "src/product.cpp" "src/none.cpp" ];
      expected = [
        [ "include/deeper.h" "include/shared.h" ]
        [ "include/deeper.h" "include/shared.h" ]
        [ ]
      ];
    };
    "a source that includes the value of a macro depends on every text" = {
      actual = builtins.elem "include/unused.h" (includedBy "src/macro.cpp");
      expected = true;
    };
    "flags include files too" = {
      actual =
        map
          (words: (files.buildOf { source = "src/c.c"; inherit words; }).included)
          [ [ "-include" "src/forced.h" ] [ "--include=src/forced.h" ] [ "-O3" ] ];
      expected = [ [ "src/forced.h" ] [ "src/forced.h" ] [ ] ];
    };
    "its folder holds these files at their paths" = {
      actual = map entriesOf [ (buildOf "src/sum.cpp").tree ((buildOf "src/sum.cpp").tree + "/include") ];
      expected = [ [ "include" ] [ "deeper.h" "shared.h" ] ];
    };
    "sources that include the same files share the folder" = {
      actual = (buildOf "src/sum.cpp").tree == (buildOf "src/product.cpp").tree;
      expected = true;
    };
    "the device code of the examples includes nothing of Torch" = {
      actual = {
        examplesHaveDeviceCode = deviceCode != [ ];
        withTorch = map (source: source.file) (builtins.filter (source: source.usesTorch) deviceCode);
      };
      expected = { examplesHaveDeviceCode = true; withTorch = [ ]; };
    };
    "texts that can mention the ops' id, and that use Torch, are found" = {
      actual = map (source: { inherit (buildOf source) mentionsId usesTorch; }) [
        "binding.cpp"
        "src/sum.cpp"
        "src/scalar.cpp"
        "src/macro.cpp"
      ];
      expected = [
        { mentionsId = true; usesTorch = true; }
        { mentionsId = false; usesTorch = false; }
        { mentionsId = false; usesTorch = true; }
        # It may include the binding.
        { mentionsId = true; usesTorch = true; }
      ];
    };
    "beside a symbolic link, every source depends on every file but Python" = {
      actual = (linked.buildOf { source = "binding.cpp"; words = [ ]; }).included;
      expected = [ "build.toml" "flake.nix" "header.h" "real/header.h" ];
    };
  };
}
