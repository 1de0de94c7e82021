# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# ROCm below $out, laid out as AMD does: headers and device libraries from the packages in $debs, stubs, and clang.
unpackDebs "$debs" unpacked
mkdir -p "$out/bin" "$out/amdgcn" "$out/share" "$out/lib/cmake/hip-lang" "$out/nix-support"
cp -r unpacked/usr/include "$out/"
# A kernel checks HIP_VERSION for the functions that it may call. Set it to the release that the kernel is for: these
# headers have a version of their own.
sed -i "s/\(#define HIP_VERSION_MAJOR\) .*/\1 ${release%%.*}/; s/\(#define HIP_VERSION_MINOR\) .*/\1 ${release#*.}/
  s/\(#define HIP_VERSION_PATCH\) .*/\1 0/" "$out/include/hip/hip_version.h"
# clang recognizes ROCm's folder by share/hip/version. The version in this file determines the functions that clang
# calls on the device.
cp -r unpacked/usr/share/hip "$out/share/"
# Debian keeps the device libraries in clang's folder.
cp -r unpacked/usr/lib/llvm-*/lib/clang/*/amdgcn/bitcode "$out/amdgcn/"
ln -s "$clang" "$out/llvm"
cp "$hipLang" "$out/lib/cmake/hip-lang/hip-lang-config.cmake"

cp "$stubs" stubs.py
cp "$makeLibraries" libraries.py
python3 libraries.py "$symbols" "$release" "$out/lib"

# shellcheck disable=SC1090
source "$wrapClang"
# shellcheck disable=SC2016 # the wrapper runs it
wrap_clang "$out/bin/clang++" "ROCm $release" "--rocm-path=$out "'$(compilation_id "$@")'
# CMake finds its HIP compiler by these variables (cmake-env-variables(7)).
printf 'export HIPCXX=%s ROCM_PATH=%s\n' "$out/bin/clang++" "$out" >"$out/nix-support/setup-hook"
