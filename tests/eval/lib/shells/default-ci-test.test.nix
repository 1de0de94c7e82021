let
  tools.writeShellScriptBin = name: text: { inherit name text; };
  written = import ../../../../lib/shells/default-ci-test.nix tools {
    backends = import ../../../../lib/backends;
    candidates = [ { short = "v"; backend = "cpu"; derivation.drvPath = "/v.drv"; } ];
  };
in
{
  default-ci-test = {
    "it chooses among its candidates and runs the chosen one" = {
      actual = map (part: builtins.match ".*${part}.*" written.text != null) [
        "candidates='cpu=v=/v.drv'"
        "machine_runs_cpu"
        "nix-store --realise"
      ];
      expected = [ true true true ];
    };
  };
}
