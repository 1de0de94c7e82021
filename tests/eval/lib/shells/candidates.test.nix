let
  candidates = import ../../../../lib/shells/candidates.nix;
  words = candidates [
    {
      short = "torch213-cxx11-cpu";
      backend = "cpu";
      derivation.drvPath = "/nix/store/x.drv";
    }
  ];
in
{
  candidates = {
    "a candidate is its backend, its variant and its derivation" = {
      actual = words;
      expected = [ "cpu=torch213-cxx11-cpu=/nix/store/x.drv" ];
    };
  };
}
