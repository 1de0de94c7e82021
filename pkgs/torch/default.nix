# An overlay of the Python packages: the wheel of one Torch, and the wheels that it needs and the set does not have. For
# a Torch with CUDA these are NVIDIA's libraries and Triton. To compile and link a kernel, Nix fetches only Torch's
# wheel; to import Torch, also the other wheels.
{ pins }:
final: prev:
let
  # The packages of the set that every Torch requires, for pins that do not name any.
  always = [
    "filelock"
    "fsspec"
    "jinja2"
    "networkx"
    "setuptools"
    "sympy"
    "typing-extensions"
  ];
  # NVIDIA's Python packages must fit the CUDA that this Torch was built for. The set's own are for a Torch without.
  shared = builtins.removeAttrs prev [
    "cuda-bindings"
    "cuda-pathfinder"
  ];
  added = builtins.removeAttrs pins (builtins.attrNames shared);
in
builtins.mapAttrs (
  name: pin:
  import ../python/pinned.nix final name (
    { requires = always; renew = "torch"; }
    // pin
    # PyTorch's own index has the builds that are not on PyPI.
    // (if name == "torch" then { fallbackIndex = "https://download.pytorch.org/whl/cpu"; } else { })
  )
) added
