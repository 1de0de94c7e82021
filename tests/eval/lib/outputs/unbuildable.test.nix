let
  standIns = import ../../../../lib/outputs/unbuildable.nix { system = "x86_64-linux"; };
in
{
  unbuildable = {
    "it passes for a derivation until its path is evaluated" = {
      actual = (standIns.unbuildable "v" "a reason").type;
      expected = "derivation";
    };
  };
  cannotBuild = {
    "it has the name of the variant" = {
      actual = (standIns.cannotBuild { name = "v-linux"; notBuildable = "a reason"; }).name;
      expected = "v-linux";
    };
  };
}
