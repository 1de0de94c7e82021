let
  overlay = import ../../../../lib/python/lock.nix {
    path = ../../../kernels/python-lock;
    system = "x86_64-linux";
  };
  addPins = builtins.head (overlay { } { pythonOverlays = [ ]; }).pythonOverlays;
  prev.numpy.version = "3";
in
{
  "a pin of another version than kernel-builder's" = {
    value = (addPins prev prev).numpy;
    message = ''
      python-check.lock: it pins numpy 2, but kernel-builder has 3
        resolve the lock again: kernel-builder lock-python'';
  };
}
