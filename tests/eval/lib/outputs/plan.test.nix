let
  derivation = name: {
    drvPath = "/${name}.drv";
    outPath = "/${name}";
  };
  variant = {
    name = "v";
    short = "s";
    backend = "cpu";
    extension = derivation "extension" // {
      sourcesCheck = derivation "check";
      objectsByFile."a.cpp" = derivation "object";
    };
    shells = { testShell = derivation "test"; devShell = derivation "dev"; };
  };
  plan = import ../../../../lib/outputs/plan.nix {
    records = [ 1 ];
    backends = { };
    variants = [ variant ];
    candidates = [ variant ];
    summaryOf = variant: derivation "summary-${variant.name}";
    builder.outPath = "/builder";
    shells = { default = derivation "default"; test = derivation "default-test"; };
  };
in
{
  plan = {
    "it names what is built and opened by the paths of derivations" = {
      actual = builtins.removeAttrs plan [ "chooser" ];
      expected = {
        builder = "/builder";
        variants = [ 1 ];
        builds.v = {
          derivation = "/summary-v.drv";
          result = "/summary-v";
          extension = "/extension.drv";
          built = "/extension";
          check = "/check.drv";
          checked = "/check";
          objects."a.cpp" = "/object.drv";
        };
        testShells.v = "/test.drv";
        devShells.v = "/dev.drv";
        testShell = "/default-test.drv";
        devShell = "/default.drv";
      };
    };
    "a script chooses among the variants, best first" = {
      actual = builtins.match "candidates=\"cpu=s=\"\n.*choose_candidate 2>/dev/null\necho .*" plan.chooser != null;
      expected = true;
    };
  };
}
