# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Make a copy of the virtual environment $environment whose Python is a script that starts the emulator.
mkdir -p "$out/bin"
cp "$environment/pyvenv.cfg" "$out/"
ln -s "$environment/lib" "$out/lib"

# With its own name as argument 0, Python finds pyvenv.cfg, and it starts other Pythons through the script as well.
for name in python python3 "python$pythonVersion"; do
  cat >"$out/bin/$name" <<SCRIPT
#!$bash
exec "$program" -0 "$out/bin/$name" "$(readlink "$environment/bin/$name")" "\$@"
SCRIPT
  chmod 755 "$out/bin/$name"
done
# Scripts name the Python that runs them. Linux starts the script of that Python in turn.
for script in "$environment"/bin/*; do
  [ ! -e "$out/bin/${script##*/}" ] || continue
  if [ "$(head -c 2 "$script")" = '#!' ]; then
    sed "1s|$environment/bin|$out/bin|" "$script" >"$out/bin/${script##*/}"
    chmod 755 "$out/bin/${script##*/}"
  else
    ln -s "$script" "$out/bin/"
  fi
done
