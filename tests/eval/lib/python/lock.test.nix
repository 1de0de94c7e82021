let
  overlayOf = path: import ../../../../lib/python/lock.nix { inherit path; system = "x86_64-linux"; };
  overlays = path: (overlayOf path { } { pythonOverlays = [ ]; }).pythonOverlays;
  packages =
    numpy:
    let
      prev = { numpy.version = numpy; };
      addPins = builtins.head (overlays ../../../kernels/python-lock);
      final = prev // { buildWheel = pin: pin; } // addPins final prev;
    in
    final;
in
{
  lock = {
    "a package of the lock is built with what it requires" = {
      actual = map (required: required.version) (packages "2").extra.requires;
      expected = [ "2" ];
    };
    "without a lock nothing is added" = {
      actual = (builtins.head (overlays ./.)) { } { };
      expected = { };
    };
  };
}
