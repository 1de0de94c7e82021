let
  small = import ../../small.nix;
  versions = import ../../matrix.nix;
  variantsFor =
    host: changes:
    import ../../../../lib/outputs/host-variants.nix
      {
        inherit (small) backends;
        inherit versions;
        chosen = builtins.filter (record: record.torch == "2.13") versions;
        builderRevision = "";
      }
      {
        inherit (small) source arguments;
        kernelConfig = small.kernelConfig // changes;
        platforms = {
          build = "x86_64-linux";
          inherit host;
        };
      };
  cross = variantsFor "aarch64-linux" { };
  python = {
    torch-noarch = { };
  };
in
{
  host-variants = {
    "a set has the variants of its system" = {
      actual = map (variant: variant.name) cross.variants;
      expected = [ "torch213-cxx11-cpu-aarch64-linux" ];
    };
    "among the variants of all systems, a short name is the machine's own" = {
      actual = map (record: [ record.short record.bundle ]) (
        cross.recordsHere ++ (variantsFor "x86_64-linux" { }).recordsHere
      );
      expected = [ [ "torch213-cxx11-cpu-aarch64-linux" false ] [ "torch213-cxx11-cpu" true ] ];
    };
    "a variant for every system is the machine's own alone" = {
      actual = map (host: map (config: config.name) (variantsFor host python).configs) [
        "x86_64-linux"
        "aarch64-linux"
      ];
      expected = [ [ "torch-cpu" ] [ ] ];
    };
  };
}
