# A stand-in for a derivation that cannot be built: evaluating its path fails with a message. The failure is inside of
# the set, since Nix 2.8 caches an attribute that fails itself as one that "is not a derivation".
{ system }:
# name: of the derivation. message: the error.
name: message: {
  type = "derivation";
  inherit name system;
  outputName = "out";
  drvPath = throw message;
  outPath = throw message;
}
