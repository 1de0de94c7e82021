# shellcheck shell=bash
# Unpack the wheels in $wheels into one toolkit, whose programs run from the store.
for wheel in $wheels; do
  python3 -m zipfile -e "$wheel" unpacked
done
# Wheels of CUDA 13 put their files into one folder, nvidia/cu13; those of CUDA 12 each into its own.
mkdir "$out"
for part in unpacked/nvidia/*/; do
  cp -r "$part". "$out/"
done
rm -f "$out"/__init__.py
ln -s lib "$out/lib64"

if [ -n "${debs:-}" ]; then
  for deb in "$debs"/*.deb; do
    ar p "$deb" data.tar.xz | tar xJ -C unpacked
  done
  from=unpacked/usr
  mkdir -p "$out/nvvm/bin" "$out/bin"
  cp -r $from/lib/nvidia-cuda-toolkit/bin/nvcc $from/lib/nvidia-cuda-toolkit/bin/crt "$out/bin/"
  cp $from/lib/nvidia-cuda-toolkit/bin/cicc "$out/nvvm/bin/"
  # What cicc links device code with is of its own release.
  cp $from/lib/nvidia-cuda-toolkit/libdevice/* "$out/nvvm/libdevice/"
  cp $from/bin/cudafe++ $from/bin/fatbinary $from/bin/bin2c $from/bin/nvlink $from/bin/__nvcc_device_query "$out/bin/"
  cp "$profile" "$out/bin/nvcc.profile"
fi
if [ -n "${archive:-}" ]; then
  tar -xJf "$archive" -C unpacked
  cp -r unpacked/cuda_nvcc-*-archive/{bin,nvvm,include} "$out/"
fi
if [ -n "${debs:-}${archive:-}" ]; then
  # nvcc links its programs with these, CMake's test of it among them, and the wheels do not hold them: the runtime is the
  # shared one, and there is none for kernels that start kernels.
  printf 'INPUT(-lcudart)\n' >"$out/lib/libcudart_static.a"
  printf '!<arch>\n' >"$out/lib/libcudadevrt.a"
fi

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
if [ -n "${clang:-}" ]; then
  # shellcheck disable=SC1090
  source "$wrapClang"
  wrap_clang "$out/bin/clang++" "this CUDA" "--no-offload-new-driver --cuda-path=$out" "$refused"
  printf 'export CUDACXX=%s CUDAToolkit_ROOT=%s\n' "$out/bin/clang++" "$out" >"$out/nix-support/setup-hook"
else
  printf 'export CUDACXX=%s CUDAHOSTCXX=%s\n' "$out/bin/nvcc" "$hostCompiler" >"$out/nix-support/setup-hook"
fi

# nvcc starts its steps through a shell.
patchelf --add-needed "$shim" "$out/bin/nvcc"
