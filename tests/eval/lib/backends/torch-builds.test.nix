let
  torchBuilds = import ../../../../lib/backends/torch-builds.nix;
  config = torch: system: { inherit torch system; };
  unknown = config "1.0" "x86_64-linux";
  noWheels = "Torch 1.0 has no wheels for x86_64-linux in pkgs/torch";
in
{
  pypi = {
    "a Torch without wheels is the reason" = {
      actual = torchBuilds.pypi.notBuildable unknown;
      expected = noWheels;
    };
    "a Torch with wheels can be built with, and its overlay goes over the base" = {
      actual = [
        (torchBuilds.pypi.notBuildable (config "2.13" "x86_64-linux"))
        (builtins.length (torchBuilds.pypi.overlays (config "2.13" "x86_64-linux")))
      ];
      expected = [ null 1 ];
    };
  };
  cpu = {
    "a Torch without wheels is the reason" = {
      actual = torchBuilds.cpu.notBuildable unknown;
      expected = noWheels;
    };
    "any wheel of the Torch will do" = {
      actual = map torchBuilds.cpu.notBuildable [
        (config "2.13" "x86_64-linux")
        (config "2.10" "aarch64-linux")
      ];
      expected = [ null null ];
    };
  };
  light = {
    "a Torch without CUDA's libraries is light" = {
      actual = map torchBuilds.cpu.isLight [
        (config "2.13" "x86_64-linux")
        (config "2.14" "x86_64-linux")
        (config "2.10" "aarch64-linux")
        unknown
      ];
      expected = [ true false true false ];
    };
  };
  borrowed = {
    "a shell prints which Torch it has" = {
      actual = (torchBuilds.borrowed { label = "XPU"; }).shellHook { };
      expected = "echo 'kernel-builder: PyPI has no Torch for XPU; this shell has Torch for the CPU' >&2\n";
    };
    "Triton is included if it is pinned" = {
      actual = map (torchBuilds.borrowed { label = "XPU"; }).loadPackages [
        { triton = 1; }
        { }
      ];
      expected = [ [ 1 ] [ ] ];
    };
  };
}
