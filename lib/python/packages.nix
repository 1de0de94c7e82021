# Versions of the Python packages that every package set of a system has, by name. A package that comes with Torch has
# null: its version depends on the Torch.
system:
let
  inherit (builtins)
    attrNames
    fromJSON
    listToAttrs
    mapAttrs
    readDir
    readFile
    ;
  pinsOf = file: fromJSON (readFile file);
  torchFolder = ../../pkgs/torch/lock + "/${system}";
  withTorch = builtins.concatMap (file: attrNames (pinsOf (torchFolder + "/${file}"))) (
    attrNames (readDir torchFolder)
  );
in
listToAttrs (map (name: { inherit name; value = null; }) withTorch)
// mapAttrs (_: pin: pin.version) (pinsOf (../../pkgs/python/lock + "/${system}.json"))
