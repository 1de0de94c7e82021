# Stand-ins for derivations that cannot be built: evaluating their paths fails with a message. The failure is inside of
# the set, since Nix 2.8 caches an attribute that fails itself as one that "is not a derivation".
{ system }:
rec {
  # name: of the derivation. message: the error.
  unbuildable = name: message: {
    type = "derivation";
    inherit name system;
    outputName = "out";
    drvPath = throw message;
    outPath = throw message;
  };

  # The stand-in for a variant. config: its build config, which has the reason.
  cannotBuild = config: unbuildable config.name "${config.name} cannot be built: ${config.notBuildable}";
}
