let
  small = import ../../small.nix;
  written = import ../../../../lib/shells/ci-test.nix { writeShellScriptBin = name: text: { inherit name text; }; } {
    tests = null;
    python = "/python";
    env.QUOTED = "it's";
    hook = "the hook";
  };
  has = part: builtins.length (builtins.split part written.text) == 3;
in
{
  ci-test = {
    "it is the program ci-test" = {
      actual = [ written.name small.variant.shells.ciTest.meta.mainProgram ];
      expected = [ "ci-test" "ci-test" ];
    };
    "it sets its variables, quoted, then runs the hook and pytest" = {
      actual = map has [ "export QUOTED='it'\\\\''s'" "\nthe hook\n" "python=/python" "tests=''" ];
      expected = [ true true true true ];
    };
  };
}
