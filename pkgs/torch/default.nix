# Torch's wheel of one version, as an overlay of the Python packages, with the wheels it needs that are not among them:
# NVIDIA's libraries and Triton for a build with CUDA. A kernel is compiled against Torch's headers and linked against
# its libraries; the others are only fetched where it is imported.
{ pins }:
final: prev:
let
  # What every Torch needs, of the pinned set.
  always = [
    "filelock"
    "fsspec"
    "jinja2"
    "networkx"
    "setuptools"
    "sympy"
    "typing-extensions"
  ];
  added = builtins.removeAttrs pins (builtins.attrNames prev);
in
builtins.mapAttrs (
  name: pin:
  import ../python/pinned.nix final name (
    { requires = always; }
    // pin
    # Where PyTorch keeps the builds that it does not put on PyPI.
    // (if name == "torch" then { fallbackIndex = "https://download.pytorch.org/whl/cpu"; } else { })
  )
) added
