let
  unbuildable = import ../../../../lib/outputs/unbuildable.nix { system = "x86_64-linux"; };
  derivation = unbuildable "v" "v cannot be built: a reason";
in
{
  "the path of the derivation" = {
    value = derivation.drvPath;
    message = "v cannot be built: a reason";
  };
  "the path of the result" = {
    value = derivation.outPath;
    message = "v cannot be built: a reason";
  };
}
