# Torch's wheel of one version. A kernel is compiled against its headers and linked against its libraries.
{
  # The set of Python packages, and its wheel builder.
  pythonPackages,
  # One pin of versions.json.
  pin,
}:
pythonPackages.buildWheel (
  pin
  // {
    name = "torch";
    requires = map (name: pythonPackages.${name}) [
      "filelock"
      "fsspec"
      "jinja2"
      "networkx"
      "setuptools"
      "sympy"
      "typing-extensions"
    ];
    # Where PyTorch keeps the builds that it does not put on PyPI.
    fallbackIndex = "https://download.pytorch.org/whl/cpu";
  }
)
