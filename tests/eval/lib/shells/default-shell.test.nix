let
  shell = import ../../../../lib/shells/default-shell.nix { mkShell = attributes: attributes; } {
    name = "relu-develop";
    backends = import ../../../../lib/backends;
    candidates = [ { short = "v"; backend = "cpu"; derivation.drvPath = "/v.drv"; } ];
  };
in
{
  default-shell = {
    "it knows its candidates, and becomes one of them when it starts" = {
      actual = [
        shell.name
        shell.env.candidates
        (builtins.match ".*choose_candidate.*print-dev-env.*" shell.shellHook != null)
      ];
      expected = [ "relu-develop" [ "cpu=v=/v.drv" ] true ];
    };
  };
}
