# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# SYCL below $out: include, lib and licences as in the wheels, and the compiler `sycl++`.
for wheel in $wheels; do
  python3 -m zipfile -e "$wheel" unpacked
done
# The device compiler looks for its parts from a folder bin, which the wheels do not have.
mkdir -p "$out/bin" "$out/lib" "$out/libexec" "$out/licences"
for data in unpacked/*.data/data; do
  [ ! -d "$data/include" ] || cp -r "$data/include" "$out/"
  [ ! -d "$data/lib/clang" ] || cp -r "$data/lib/clang" "$out/lib/"
done
for licence in unpacked/*.dist-info/LICENSE*; do
  name=${licence%.dist-info/*}
  cp "$licence" "$out/licences/${name##*/}.txt"
done
# The device compiler with the libraries that it needs, and the runtime, which kernels are linked against.
for library in libsycl-jit.so libsycl.so libsycl.so.8 libimf.so libintlc.so.5 libirng.so libsvml.so; do
  cp unpacked/*.data/data/lib/$library "$out/lib/"
done

# shellcheck disable=SC1090
source "$wrapClang"
# GCC compiles Torch; newer clang mangles constrained template parameters differently (Itanium C++ ABI).
wrap_clang "$out/libexec/clang++" SYCL "-fclang-abi-compat=17 -isystem $out/include"
{
  echo "#!$debianRoot/bin/bash"
  sed -e "s|@debianRoot@|$debianRoot|g; s|@multiarch@|$multiarch|g; s|@sysroot@|$sysroot|g" \
    -e "s|@out@|$out|g; s|@cc@|$cc|g; s|@driver@|$driver|g" "$program"
} >"$out/bin/sycl++"
chmod 755 "$out/bin/sycl++"
