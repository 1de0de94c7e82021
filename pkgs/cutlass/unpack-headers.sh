# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Take the headers out of $folder in $archive, and export the folder that holds them under the name of $library:
# CUTLASS_3_8_DIR for cutlass_3_8.
case $archive in
  *.whl) python3 -m zipfile -e "$archive" unpacked ;;
  *) mkdir unpacked && tar xf "$archive" -C unpacked ;;
esac
# Not into `include`, which every compilation would see: two kernels may need two versions.
target=$out/share/cutlass
mkdir -p "$target/tools/util" "$out/nix-support"
mv "unpacked/$folder/include" "$target/include"
mv "unpacked/$folder/tools/util/include" "$target/tools/util/include"

number() { sed -n "s/^#define CUTLASS_$1 *\([0-9]*\).*/\1/p" "$target/include/cutlass/version.h"; }
version_in_headers=cutlass_$(number MAJOR)_$(number MINOR)
[ "$version_in_headers" = "$library" ] || {
  echo "error: $archive holds $version_in_headers, not $library" >&2
  exit 1
}

# CUTLASS 3.8 lacks a comma in twelve places. nvcc accepts this, clang does not.
header=$target/include/cute/arch/copy_sm100.hpp
[ ! -e "$header" ] || sed -i 's/: "r"(dst_addr)  "l"(src_addr)/: "r"(dst_addr), "l"(src_addr)/' "$header"
echo "export ${library^^}_DIR=$target" >"$out/nix-support/setup-hook"
