# The platforms of a package set, under nixpkgs' names. Derivations run on the build platform; what they make is for the
# host platform. In a native package set the two are one, and buildPackages is the set itself.
{
  # The host platform's system.
  system,
  # The package set of the build platform, or null for a native package set.
  buildPackages,
}:
final: _: {
  hostPlatform = (import ../pkgs/base/systems.nix).${system};
  buildPlatform = final.buildPackages.hostPlatform;
  buildPackages = if buildPackages == null then final else buildPackages;
  inherit (final.hostPlatform) machine multiarch loader;
}
