{
  unbuildable = {
    "it passes for a derivation until its path is evaluated" = {
      actual = (import ../../../../lib/outputs/unbuildable.nix { system = "x86_64-linux"; } "v" "a reason").type;
      expected = "derivation";
    };
  };
}
