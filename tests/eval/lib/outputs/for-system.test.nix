let
  small = import ../../small.nix;
  outputsWith =
    torchVersions:
    import ../../../../lib/outputs/for-system.nix {
      inherit (small) backends;
      versions = import ../../matrix.nix;
      builder = { };
      builderRevision = "";
    } {
      inherit (small) kernelConfig source;
      system = "x86_64-linux";
      arguments = small.arguments // { inherit torchVersions; };
    };
  attributes = builtins.attrNames (outputsWith (versions: versions));
in
{
  for-system = {
    "a kernel with nothing to build has the same attributes" = {
      actual = builtins.attrNames (outputsWith (_: [ ]));
      expected = attributes;
    };
    "it has every kind of output" = {
      actual = attributes;
      expected = [ "apps" "checks" "devShells" "legacyPackages" "noVariants" "packages" "variants" ];
    };
  };
}
