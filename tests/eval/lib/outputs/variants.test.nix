let
  small = import ../../small.nix;
  buildSet = torch: backend: rank: version: {
    short = "${torch}-${backend}${toString version}";
    inherit torch backend rank version;
    name = "v";
    pkgs = { };
    toolchain.isLight = config: config.version != "heavy";
  };
  ordered = import ../../../../lib/outputs/variants.nix {
    inherit (small) kernelConfig path source arguments;
    builderRevision = "";
  } [
    (buildSet "2.10" "b" 2 "1")
    (buildSet "2.9" "a" 1 "2")
    (buildSet "2.13" "a" 1 "2")
    (buildSet "2.14" "a" 1 "heavy")
    (buildSet "2.13" "a" 1 "1")
  ];
in
{
  variants = {
    "the best is first: rank, Torch of the backend alone, newer Torch, older backend version" = {
      actual = map (variant: variant.short) ordered;
      expected = [ "2.13-a1" "2.13-a2" "2.9-a2" "2.14-aheavy" "2.10-b1" ];
    };
    "a variant has an extension and shells" = {
      actual = [ small.variant.extension.type (builtins.attrNames small.variant.shells) ];
      expected = [ "derivation" [ "ciTest" "devShell" "testShell" ] ];
    };
  };
}
