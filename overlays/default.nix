# The overlays that every package set of a system begins with.
system: [
  (import ./base.nix { inherit system; })
  (import ./python.nix)
  (import ./kernel-builder.nix)
]
