# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Unpack the compiler of $debs into $out, and link the headers and libraries of $hostRoot beside it.
unpackDebs "$debs" "$out"
cd "$out" || exit
rm -rf usr/share

# Link each entry of a folder into another folder, unless the name is taken.
link_all() { # from to
  local entry
  mkdir -p "$2"
  for entry in "$1"/*; do
    # The packages have links to files of packages that are not here.
    [ -e "$2/${entry##*/}" ] || ln -sf "$entry" "$2/"
  done
}
gcc=usr/lib/gcc-cross/$multiarch/12
link_all "$hostRoot/usr/lib/gcc/$multiarch/12" "$gcc"
link_all "$hostRoot/usr/lib/$multiarch" "usr/lib/$multiarch"
link_all "$hostRoot/usr/lib" usr/lib
link_all "$hostRoot/usr/include" usr/include
# GCC for another machine looks for the headers of C++ and for the loader's libraries in this folder.
link_all "$hostRoot/usr/include/c++/12" "usr/$multiarch/include/c++/12"
ln -s "$hostRoot/usr/include/$multiarch/c++/12" "usr/$multiarch/include/c++/12/$multiarch"

# The names without a machine: `gcc` for `aarch64-linux-gnu-gcc-12`, `ld` for `aarch64-linux-gnu-ld`.
for program in "usr/bin/$multiarch"-*; do
  name=${program##*/}
  name=${name#"$multiarch-"}
  ln -s "${program##*/}" "usr/bin/${name%-12}"
done
ln -s gcc usr/bin/cc
ln -s g++ usr/bin/c++
# Scripts of the compiler name the shell of their root.
ln -s "$buildRoot/bin/bash" usr/bin/bash
for folder in bin lib; do
  ln -s "usr/$folder" "$folder"
done

find usr/bin "$gcc" -type f -perm -100 | while read -r program; do
  patchelf --print-interpreter "$program" >/dev/null 2>&1 || continue
  patchProgram "$program" "$interpreter" "$out/usr/lib/$buildMultiarch:$libraries"
done
