let
  code = import ../../../../lib/shells/machine.nix {
    a.machine = builtins.toFile "a.sh" "machine_runs_a() { true; }";
  };
in
{
  machine = {
    "it has the functions of the backends that it is given, and the choice" = {
      actual = map (part: builtins.match ".*${part}.*" code != null) [
        "machine_runs_a"
        "machine_runs_cuda"
        "choose_candidate\\(\\)"
      ];
      expected = [ true false true ];
    };
  };
}
