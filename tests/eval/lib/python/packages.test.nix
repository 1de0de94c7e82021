let
  packages = import ../../../../lib/python/packages.nix "x86_64-linux";
  lock = builtins.fromJSON (builtins.readFile ../../../../pkgs/python/lock/x86_64-linux.json);
in
{
  packages = {
    "what every set has, has its version" = {
      actual = packages.numpy;
      expected = lock.numpy.version;
    };
    "what comes with Torch has none of its own" = {
      actual = map (name: packages.${name}) [ "torch" "triton" "nvidia-cudnn-cu13" ];
      expected = [ null null null ];
    };
  };
}
