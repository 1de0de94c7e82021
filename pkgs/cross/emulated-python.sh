# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Make a copy of the virtual environment $environment whose Python is a script that starts the emulator. It has a base,
# for environments that are made from it: a Python in the same form, with the standard library and the headers.
mkdir -p "$out/bin" "$out/base/bin"
ln -s "$environment/lib" "$out/lib"
root=$(sed -n 's|^home = \(.*\)/bin$|\1|p' "$environment/pyvenv.cfg")
ln -s "$root/lib" "$root/include" "$out/base/"
sed "s|^home = .*|home = $out/base/bin|" "$environment/pyvenv.cfg" >"$out/pyvenv.cfg"

# With the script's name as argument 0, Python finds its environment, and starts other Pythons through the script too.
for name in python python3 "python$pythonVersion"; do
  cat >"$out/base/bin/$name" <<SCRIPT
#!$bash
exec "$program" -0 "\$0" "$(readlink "$environment/bin/$name")" "\$@"
SCRIPT
  chmod 755 "$out/base/bin/$name"
  ln -s "$out/base/bin/$name" "$out/bin/"
done
# Scripts name the Python that runs them. Linux starts the script of that Python in turn.
for script in "$environment"/bin/*; do
  target=$out/bin/${script##*/}
  [ ! -e "$target" ] || continue
  if [ "$(head -c 2 "$script")" = '#!' ]; then
    sed "1s|$environment/bin|$out/bin|" "$script" >"$target"
    chmod 755 "$target"
  else
    ln -s "$script" "$target"
  fi
done
