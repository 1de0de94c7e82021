{
  "an attribute that no toolchain has" = {
    value = import ../../../../lib/backends/toolchain.nix { package = _: [ ]; };
    message = "lib/backends: a toolchain has no attribute `package`";
  };
}
