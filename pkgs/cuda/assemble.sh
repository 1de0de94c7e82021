# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Unpack the wheels in $wheels into one toolkit whose programs run from the store.
for wheel in $wheels; do
  python3 -m zipfile -e "$wheel" unpacked
done
# CUDA 13's wheels all use one folder, nvidia/cu13. Each of CUDA 12's wheels has its own folder.
mkdir "$out"
for part in unpacked/nvidia/*/; do
  cp -r "$part". "$out/"
done
rm -f "$out"/__init__.py
ln -s lib "$out/lib64"

# Debian's nvcc.
if [ -n "${debs:-}" ]; then
  unpackDebs "$debs" unpacked
  usr=unpacked/usr
  mkdir -p "$out/nvvm/bin" "$out/bin"
  cp -r $usr/lib/nvidia-cuda-toolkit/bin/nvcc $usr/lib/nvidia-cuda-toolkit/bin/crt "$out/bin/"
  cp $usr/lib/nvidia-cuda-toolkit/bin/cicc "$out/nvvm/bin/"
  # cicc links device code with libdevice, which must be from cicc's own release.
  cp $usr/lib/nvidia-cuda-toolkit/libdevice/* "$out/nvvm/libdevice/"
  cp $usr/bin/cudafe++ $usr/bin/fatbinary $usr/bin/bin2c $usr/bin/nvlink $usr/bin/__nvcc_device_query "$out/bin/"
  cp "$profile" "$out/bin/nvcc.profile"
fi
# NVIDIA's nvcc.
if [ -n "${archive:-}" ]; then
  tar -xJf "$archive" -C unpacked
  cp -r unpacked/cuda_nvcc-*-archive/{bin,nvvm,include} "$out/"
fi
if [ -n "${debs:-}${archive:-}" ]; then
  # nvcc links each program with these two libraries, also the program that CMake tests nvcc with. The wheels do not
  # have them. The first stands for the shared runtime; the second is empty, so kernels cannot start kernels.
  printf 'INPUT(-lcudart)\n' >"$out/lib/libcudart_static.a"
  printf '!<arch>\n' >"$out/lib/libcudadevrt.a"
fi

# Wheels have libraries under the names that programs load. A linker looks for names without a version.
for library in "$out"/lib/lib*.so.*; do
  name=${library##*/}
  link=$out/lib/${name%%.so.*}.so
  [ -e "$link" ] || ln -s "$name" "$link"
done

# The driver's library is on the user's machine only. lib/stubs is where NVIDIA's own toolkits have a stub.
python3 "$driverStub" "${hostCompiler%g++}gcc" "$out/include" "$out/lib/stubs"

for program in "$out"/bin/* "$out"/nvvm/bin/*; do
  [ -f "$program" ] || continue
  chmod +x "$program"
  patchelf --print-interpreter "$program" >/dev/null 2>&1 || continue
  patchProgram "$program" "$interpreter" "$libraries"
done
# CMake finds its CUDA compilers by these variables (cmake-env-variables(7)).
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
