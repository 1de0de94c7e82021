# The overlays that every package set begins with.
{
  # The host platform: the system that the packages are for.
  system,
  # The package set of the machine that builds, if that is another system; null for a native package set.
  buildPackages ? null,
}:
[
  (import ./platforms.nix { inherit system buildPackages; })
  (import ./base.nix)
  (import ./python.nix)
  (import ./kernel-builder.nix)
]
# Over the native packages, those that differ if the host's programs do not run on the machine that builds.
++ (if buildPackages == null then [ ] else [ (import ./cross.nix) ])
