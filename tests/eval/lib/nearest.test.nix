let
  nearest = import ../../../lib/nearest.nix;
in
{
  nearest = {
    "a swapped letter is found" = {
      actual = nearest "bakcend" [ "src" "backend" ];
      expected = "backend";
    };
    "of several words, the nearest is chosen" = {
      actual = nearest "srcs" [ "sec" "src" "include" ];
      expected = "src";
    };
    "another word is not proposed" = {
      actual = nearest "colour" [ "src" "depends" ];
      expected = null;
    };
    "a very long word is skipped" = {
      actual = nearest (builtins.concatStringsSep "" (builtins.genList (_: "x") 10000)) [ "src" ];
      expected = null;
    };
  };
}
