# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Install $wheel into $out. Its files stay as the vendor made them: they are not stripped.
ln -s "$wheel" "$file" # installer reads the file's name
# Outside of a virtual environment, Debian's Python would install into its own folder dist-packages.
mkdir -p venv/bin
ln -s "$initialPath/bin/python$pythonVersion" venv/bin/python3
echo "home = $initialPath/bin" >venv/pyvenv.cfg
PYTHONPATH="$installerWheel" venv/bin/python3 -m installer --prefix "$out" --no-compile-bytecode "$file"
if [ -d "$out/$sitePackages" ]; then
  # Some packages hold files of a newer Python, which do not compile.
  python3 -m compileall -qq -j "$NIX_BUILD_CORES" --invalidation-mode unchecked-hash "$out/$sitePackages" || true
fi
