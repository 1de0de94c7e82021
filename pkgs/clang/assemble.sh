# shellcheck shell=bash
# Unpack clang and lld out of the packages in $debs, beside the newer libraries that they run with.
mkdir unpacked
for deb in "$debs"/*.deb; do
  ar p "$deb" data.tar.xz | tar xJ -C unpacked
done
from=unpacked/usr/lib/llvm-22
mkdir -p "$out/bin" "$out/lib"
for program in clang clang++ clang-22 clang-offload-bundler lld ld.lld; do
  cp -P "$from/bin/$program" "$out/bin/"
done
# clang-offload-bundler wants it to be there; binutils' takes the options that it would give.
ln -s "$debianRoot/bin/objcopy" "$out/bin/llvm-objcopy"
# clang looks for its own headers below the folder above that of its program.
cp -rL "$from/lib/clang" "$out/lib/"
cp -P "unpacked/usr/lib/$multiarch/"lib*.so* "$out/lib/"
cp -P "unpacked/usr/lib/$multiarch/${loader##*/}" "$out/lib/"

# Some of the libraries name a folder of Debian's; the one that the programs name holds all of them.
for library in "$out"/lib/lib{LLVM,clang}*.so.*; do
  [ -L "$library" ] || patchelf --remove-rpath "$library"
done
for program in "$out"/bin/*; do
  [ -L "$program" ] || patchelf --set-interpreter "$out/lib/${loader##*/}" --force-rpath --set-rpath "$out/lib" "$program"
done
