# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Take the headers out of $wheel, and export their folder under the name of $library: CUTLASS_3_8_DIR for cutlass_3_8.
python3 -m zipfile -e "$wheel" unpacked
# Not into `include`, which every compilation would see: two kernels may need two versions.
mkdir -p "$out/share/cutlass/tools/util" "$out/nix-support"
mv unpacked/cutlass_library/source/include "$out/share/cutlass/include"
mv unpacked/cutlass_library/source/tools/util/include "$out/share/cutlass/tools/util/include"
# CUTLASS 3.8 lacks a comma in twelve places. nvcc accepts this, clang does not.
header=$out/share/cutlass/include/cute/arch/copy_sm100.hpp
[ ! -e "$header" ] || sed -i 's/: "r"(dst_addr)  "l"(src_addr)/: "r"(dst_addr), "l"(src_addr)/' "$header"
echo "export ${library^^}_DIR=$out/share/cutlass" >"$out/nix-support/setup-hook"
