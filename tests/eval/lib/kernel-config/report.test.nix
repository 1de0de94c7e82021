let
  inherit (import ../../../../lib/kernel-config/report.nix)
    fail
    failFirst
    lineOf
    problem
    ;
  lines = {
    "general" = 1;
    "general.name" = 2;
    "kernel.a" = 5;
    "kernel.a.src" = 7;
  };
in
{
  lineOf = {
    "a key has its own line, or else the line of the table around it, or of the first key in it" = {
      actual = map (lineOf lines) [ "general.name" "kernel.a.src[3]" "general.version" "kernel" "torch" ];
      expected = [ 2 7 1 5 null ];
    };
  };
  problem = {
    "it is a record" = {
      actual = problem "a.b" "wrong" "mend it";
      expected = { path = "a.b"; message = "wrong"; remedy = "mend it"; };
    };
  };
  fail = {
    "it throws: see report.refusals.nix" = {
      actual = (builtins.tryEval (fail "" "wrong" "mend it" 0)).success;
      expected = false;
    };
  };
  failFirst = {
    "it throws: see report.refusals.nix" = {
      actual = (builtins.tryEval (failFirst lines [ (problem "general.name" "wrong" "mend it") ])).success;
      expected = false;
    };
  };
}
