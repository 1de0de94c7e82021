# An overlay of package sets with the pins of python-check.lock, a file next to a kernel's flake.nix that
# `kernel-builder lock-python` writes: system → name → pin.
{
  # The kernel's folder.
  path,
  system,
}:
let
  file = path + "/python-check.lock";
  pins =
    if builtins.pathExists file then (builtins.fromJSON (builtins.readFile file)).${system} or { } else { };
  addPins =
    final: prev:
    builtins.mapAttrs (
      name: pin:
      if !(prev ? ${name}) then
        import ../../pkgs/python/pinned.nix final name (pin // { renew = "kernel-builder lock-python"; })
      else if prev.${name}.version == pin.version then
        prev.${name}
      else
        throw (
          "python-check.lock: it pins ${name} ${pin.version}, but kernel-builder has ${prev.${name}.version}\n"
          + "  resolve the lock again: kernel-builder lock-python"
        )
    ) pins;
in
_final: prev: { pythonOverlays = prev.pythonOverlays ++ [ addPins ]; }
