let
  versions = import ../../versions.nix;
  shortOf = record: "${record.torch} ${record.backend}${toString record.version}";
  listed = map shortOf versions;
  others = builtins.filter (short: !(builtins.elem short inBundle)) listed;
  inBundle = map shortOf (builtins.filter (record: record.bundle) versions);
  torches = builtins.sort (a: b: builtins.compareVersions a b < 0) (
    builtins.attrNames (builtins.groupBy (record: record.torch) versions)
  );
  newest = map (index: builtins.elemAt torches (builtins.length torches - index)) [ 2 1 ];
  # The users' own list, all of which a bundle builds.
  usersList = [
    "2.9 cuda12.9"
    "2.10 cpu"
    "2.10 cuda12.6"
    "2.10 cuda12.8"
    "2.10 cuda13.0"
    "2.10 rocm7.0"
    "2.10 rocm7.1"
    "2.10 xpu2025.3"
    "2.11 cpu"
    "2.11 cuda12.6"
    "2.11 cuda12.8"
    "2.11 cuda13.0"
    "2.11 rocm7.1"
    "2.11 rocm7.2"
    "2.11 xpu2025.3"
  ];
in
{
  versions = {
    "a bundle builds the users' list, then the CPU and the wheel's own CUDA of the newest two Torches" = {
      actual = inBundle;
      expected = usersList ++ builtins.concatMap (torch: [ "${torch} cpu" "${torch} cuda13.0" ]) newest;
    };
    "other builds of a Torch are listed beside them" = {
      actual = builtins.filter (short: builtins.match "2\\.12 .*" short != null) others;
      expected = [
        "2.12 cpu"
        "2.12 cuda12.6"
        "2.12 cuda13.0"
        "2.12 cuda13.2"
        "2.12 rocm7.1"
        "2.12 rocm7.2"
        "2.12 xpu2025.3"
        "2.12 xpu2026.0"
      ];
    };
    "every Torch of the matrix has a release, and every release a row" = {
      actual = builtins.sort (a: b: builtins.compareVersions a b < 0) (
        builtins.attrNames (builtins.fromJSON (builtins.readFile ../../pkgs/torch/releases.json))
      );
      expected = torches;
    };
  };
}
