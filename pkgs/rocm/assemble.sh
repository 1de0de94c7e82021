# shellcheck shell=bash
# ROCm as AMD lays it out, below $out: headers and device libraries out of the packages in $debs, and clang.
mkdir unpacked
for deb in "$debs"/*.deb; do
  ar p "$deb" data.tar.xz | tar xJ -C unpacked
done
mkdir -p "$out/bin" "$out/amdgcn" "$out/share" "$out/lib/cmake/hip-lang" "$out/nix-support"
cp -r unpacked/usr/include "$out/"
# A kernel tells by HIP_VERSION what it may call, which is the release that it is for, not that of these headers.
sed -i "s/\(#define HIP_VERSION_MAJOR\) .*/\1 ${release%%.*}/; s/\(#define HIP_VERSION_MINOR\) .*/\1 ${release#*.}/
  s/\(#define HIP_VERSION_PATCH\) .*/\1 0/" "$out/include/hip/hip_version.h"
# clang finds ROCm by this file, and chooses what is called on the device by the version in it.
cp -r unpacked/usr/share/hip "$out/share/"
# Debian has them among clang's own files.
cp -r unpacked/usr/lib/llvm-*/lib/clang/*/amdgcn/bitcode "$out/amdgcn/"
ln -s "$clang" "$out/llvm"
cp "$hipLang" "$out/lib/cmake/hip-lang/hip-lang-config.cmake"

cp "$stubs" stubs.py
cp "$makeLibraries" libraries.py
python3 libraries.py "$symbols" "$release" "$out/lib"

# shellcheck disable=SC1090
source "$wrapClang"
wrap_clang "$out/bin/clang++" "ROCm $release" "--rocm-path=$out"
# What CMake looks for its HIP compiler by (cmake-env-variables(7)).
printf 'export HIPCXX=%s ROCM_PATH=%s\n' "$out/bin/clang++" "$out" >"$out/nix-support/setup-hook"
