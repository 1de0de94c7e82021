let
  small = import ../../small.nix;
  made = import ../../../../lib/outputs/programs.nix { inherit (small) pkgs; } {
    name = "small";
    inherit (small) backends variants;
    bundle = small.variant.extension;
  };
in
{
  programs = {
    "these programs can be run" = {
      actual = builtins.attrNames made.programs;
      expected = [ "build-and-copy" "build-and-upload" "ci-test" "push-cache" "upload" ];
    };
    "each is called as it is named" = {
      actual = builtins.mapAttrs (_name: program: program.meta.mainProgram) made.programs;
      expected = {
        build-and-copy = "build-and-copy";
        build-and-upload = "build-and-upload";
        ci-test = "ci-test";
        push-cache = "push-cache";
        upload = "upload";
      };
    };
    "a shell names its variants without building them" = {
      actual =
        let
          words = toString made.shells.default.candidates;
        in
        builtins.match "cpu=torch213-cxx11-cpu=/nix/store/.*\\.drv" words != null;
      expected = true;
    };
  };
}
