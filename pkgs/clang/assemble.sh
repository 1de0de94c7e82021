# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Make a folder of clang and lld from the packages in $debs, with the newer libraries that they need.
unpackDebs "$debs" unpacked
llvm=unpacked/usr/lib/llvm-22
mkdir -p "$out/bin" "$out/lib"
for program in clang clang++ clang-22 clang-offload-bundler lld ld.lld; do
  cp -P "$llvm/bin/$program" "$out/bin/"
done
# clang-offload-bundler calls llvm-objcopy. The objcopy of binutils takes the same options.
ln -s "$debianRoot/bin/objcopy" "$out/bin/llvm-objcopy"
# clang looks for its own headers in ../lib/clang, seen from its program.
cp -rL "$llvm/lib/clang" "$out/lib/"
cp -P "unpacked/usr/lib/$multiarch/"lib*.so* "$out/lib/"
cp -P "unpacked/usr/lib/$multiarch/${loader##*/}" "$out/lib/"

# Some libraries name a folder of Debian's. The programs name $out/lib, which holds all libraries.
for library in "$out"/lib/lib{LLVM,clang}*.so.*; do
  [ -L "$library" ] || patchelf --remove-rpath "$library"
done
for program in "$out"/bin/*; do
  [ -L "$program" ] || patchProgram "$program" "$out/lib/${loader##*/}" "$out/lib"
done
