# A Python package from its wheel: the store path that the `installer` library makes of it, with bytecode.
{
  stdenvNoCC,
  fetchWheel,
  # The wheel of `installer`, which runs from its zip file.
  installerWheel,
}:
{
  # Normalized distribution name, its version and wheel: see lock/.
  name,
  version,
  file,
  sha256,
  # Packages it needs at run time.
  requires,
  fallbackIndex ? "",
}:
stdenvNoCC.mkDerivation {
  pname = "python3.11-${name}";
  inherit version;
  wheel = fetchWheel {
    inherit
      name
      version
      file
      sha256
      fallbackIndex
      ;
  };
  inherit installerWheel file;
  # Vendors' files stay as the vendor made them.
  buildCommand = ''
    ln -s "$wheel" "$file" # the library reads the name of the file
    # In a virtual environment Debian's Python installs into the usual folders, not into its own dist-packages.
    mkdir -p venv/bin
    ln -s "$initialPath"/bin/python3.11 venv/bin/python3
    echo "home = $initialPath/bin" >venv/pyvenv.cfg
    PYTHONPATH="$installerWheel" venv/bin/python3 -m installer --prefix "$out" --no-compile-bytecode "$file"
    if [ -d "$out"/lib/python3.11/site-packages ]; then
      python3 -m compileall -qq -j "$NIX_BUILD_CORES" --invalidation-mode unchecked-hash "$out"/lib/python3.11 || true
    fi
  '';
  dontInstall = true;
  passthru = {
    pythonName = name;
    inherit version requires;
  };
}
