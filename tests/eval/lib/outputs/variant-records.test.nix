let
  record = {
    name = "v-linux";
    short = "v";
    torch = "2.13";
    backend = "cpu";
    version = null;
    system = "x86_64-linux";
    bundle = true;
    notBuildable = null;
    refused = false;
  };
in
{
  variant-records = {
    "a record holds the data of a build config and no function" = {
      actual = import ../../../../lib/outputs/variant-records.nix [ (record // { tag = _: "cpu"; }) ];
      expected = [ record ];
    };
  };
}
