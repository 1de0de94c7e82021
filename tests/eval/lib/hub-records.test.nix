let
  inherit (import ../../../lib/hub-records.nix) choose fromHub toHub;
  versions = import ../matrix.nix;
  select = function: choose (builtins.filter function) versions;
  countOf = backend: builtins.length (builtins.filter (record: record.backend == backend) versions);
  cuda = { torch = "2.13"; backend = "cuda"; version = "13.0"; systems = [ "x86_64-linux" ]; bundle = true; };
in
{
  choose = {
    "without a choice, all records come back" = {
      actual = choose (records: records) versions == versions;
      expected = true;
    };
    "the Hub's keys select a backend" = {
      actual = map (key: builtins.length (select (record: record ? ${key}))) [
        "cudaVersion"
        "rocmVersion"
        "xpuVersion"
        "cpu"
        "metal"
      ];
      expected = map countOf [ "cuda" "rocm" "xpu" "cpu" "metal" ];
    };
    "the Hub's keys and ours are the same facts" = {
      actual = select (record: (record.cudaVersion or "") == "13.0" && record.torchVersion == "2.13");
      expected = builtins.filter (record: record.torch == "2.13" && record.version == "13.0") versions;
    };
  };
  toHub = {
    "a key that does not apply is absent" = {
      actual = builtins.attrNames (toHub cuda);
      expected = [
        "backend"
        "bundle"
        "bundleBuild"
        "cudaVersion"
        "systems"
        "torch"
        "torchVersion"
        "tvmFfiVersion"
        "version"
      ];
    };
  };
  fromHub = {
    "a list of records in the Hub's form is read" = {
      actual = fromHub [
        { torchVersion = "2.13"; cudaVersion = "13.0"; systems = [ "x86_64-linux" ]; bundleBuild = true; }
        { torchVersion = "2.11.0"; rocmVersion = "7.2"; systems = [ "x86_64-linux" ]; }
        { torchVersion = "2.10"; xpuVersion = "2025.3.1"; systems = [ "x86_64-linux" ]; bundleBuild = false; }
        { torchVersion = "2.13"; cpu = true; systems = [ "x86_64-linux" "aarch64-darwin" ]; }
      ];
      expected = [
        cuda
        { torch = "2.11"; backend = "rocm"; version = "7.2"; systems = [ "x86_64-linux" ]; bundle = true; }
        { torch = "2.10"; backend = "xpu"; version = "2025.3"; systems = [ "x86_64-linux" ]; bundle = false; }
        { torch = "2.13"; backend = "cpu"; version = null; systems = [ "x86_64-linux" ]; bundle = true; }
      ];
    };
    "a record for Metal has no variant here" = {
      actual = fromHub [ { torchVersion = "2.13"; metal = true; systems = [ "aarch64-darwin" ]; } ];
      expected = [ ];
    };
    "a record in our form is read, and belongs to the bundle unless it denies that" = {
      actual = fromHub [ (removeAttrs cuda [ "bundle" ]) (cuda // { bundle = false; }) ];
      expected = [ cuda (cuda // { bundle = false; }) ];
    };
    "`bundleBuild` decides over the mark of the matrix" = {
      actual = choose (map (record: record // { bundleBuild = true; })) [ (cuda // { bundle = false; }) ];
      expected = [ cuda ];
    };
  };
}
