let
  inherit (import ../../../../lib/outputs/unbuildable.nix { system = "x86_64-linux"; }) cannotBuild unbuildable;
  derivation = unbuildable "v" "v cannot be built: a reason";
in
{
  "the path of the derivation" = {
    value = derivation.drvPath;
    message = "v cannot be built: a reason";
  };
  "a variant that cannot be built" = {
    value = (cannotBuild { name = "v"; notBuildable = "a reason"; }).drvPath;
    message = "v cannot be built: a reason";
  };
  "the path of the result" = {
    value = derivation.outPath;
    message = "v cannot be built: a reason";
  };
}
