let
  outputs = import ../../../lib/own-flake-outputs.nix {
    self = { };
    lib = import ../../../lib { builder = { }; };
  };
in
{
  own-flake-outputs = {
    "each system has the command, the mirror of pins and their renewal" = {
      actual = builtins.mapAttrs (_system: packages: builtins.attrNames packages) outputs.packages;
      expected = {
        aarch64-linux = [ "default" "kernel-builder" "mirror" "push-cache" "update-pins" ];
        x86_64-linux = [ "default" "kernel-builder" "mirror" "push-cache" "update-pins" ];
      };
    };
    "every output of a system is a derivation" = {
      actual = map (set: set.x86_64-linux.default.type) [ outputs.packages outputs.devShells ];
      expected = [ "derivation" "derivation" ];
    };
    "`nix fmt` has a formatter" = {
      actual = outputs.formatter.x86_64-linux.type;
      expected = "derivation";
    };
    "the template is a kernel" = {
      actual = builtins.pathExists (outputs.templates.default.path + "/build.toml");
      expected = true;
    };
  };
}
