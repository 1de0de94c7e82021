# shellcheck shell=bash
# Unpack the wheels in $wheels into one toolkit, whose programs run from the store.
for wheel in $wheels; do
  python3 -m zipfile -e "$wheel" unpacked
done
# Every wheel of a major version puts its files into the same folder, nvidia/cu<major>.
mv unpacked/nvidia/cu* "$out"
ln -s lib "$out/lib64"

# Wheels hold what programs load; a linker looks for the names without a version.
for library in "$out"/lib/lib*.so.*; do
  name=${library##*/}
  link=$out/lib/${name%%.so.*}.so
  [ -e "$link" ] || ln -s "$name" "$link"
done

for program in "$out"/bin/* "$out"/nvvm/bin/*; do
  [ -f "$program" ] || continue
  chmod +x "$program"
  patchelf --print-interpreter "$program" >/dev/null 2>&1 || continue
  patchelf --set-interpreter "$interpreter" --force-rpath --set-rpath "$libraries" "$program"
done
# What CMake looks for its CUDA compilers by (cmake-env-variables(7)).
mkdir "$out/nix-support"
printf 'export CUDACXX=%s CUDAHOSTCXX=%s\n' "$out/bin/nvcc" "$hostCompiler" >"$out/nix-support/setup-hook"

# nvcc starts its steps through a shell.
patchelf --add-needed "$shim" "$out/bin/nvcc"
