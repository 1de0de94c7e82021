let
  packages = import ../../../../lib/python/packages.nix "x86_64-linux";
  lock = builtins.fromJSON (builtins.readFile ../../../../pkgs/python/lock/x86_64-linux.json);
in
{
  packages = {
    "a package of every set has its version" = {
      actual = packages.numpy;
      expected = lock.numpy.version;
    };
    "a package that comes with Torch has no version" = {
      actual = map (name: packages.${name}) [ "torch" "triton" "nvidia-cudnn-cu13" ];
      expected = [ null null null ];
    };
  };
}
