# A Python package from its wheel: the library `installer` installs the wheel into the store, and Python compiles it.
{
  stdenvNoCC,
  fetchDistribution,
  pythonVersion,
  # See default.nix.
  sitePackages,
  # The wheel of `installer`, which runs from its zip file.
  installerWheel,
}:
{
  # The distribution's normalized name, its version and wheel: see lock/.
  name,
  version,
  file,
  sha256,
  # In bytes; locks that kernel-builder 0.1 wrote do not have it.
  size ? 0,
  # The packages that it requires at run time.
  requires,
  # See fetchDistribution.
  fallbackIndex ? "",
  renew ? "python",
}:
stdenvNoCC.mkDerivation {
  pname = "python${pythonVersion}-${name}";
  inherit version;
  wheel = fetchDistribution {
    inherit
      name
      version
      file
      sha256
      size
      fallbackIndex
      renew
      ;
  };
  inherit
    installerWheel
    file
    pythonVersion
    sitePackages
    ;
  buildCommand = "source ${./install-wheel.sh}";
  passthru = {
    pythonName = name;
    inherit version requires;
  };
}
