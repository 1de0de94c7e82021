# python-check.lock beside a kernel's flake, which `kernel-builder lock-python` writes: further Python packages, as pins
# by system and name. An overlay of package sets.
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
        import ../pkgs/python/pinned.nix final name pin
      else if prev.${name}.version == pin.version then
        prev.${name}
      else
        throw (
          "python-check.lock: ${name} is ${pin.version} there and ${prev.${name}.version} in kernel-builder\n"
          + "  make it anew: kernel-builder lock-python, with the packages it was made for"
        )
    ) pins;
in
_: prev: { pythonOverlays = prev.pythonOverlays ++ [ addPins ]; }
