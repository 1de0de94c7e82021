# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Write the index that from-store.sh reads. Each object has a line: CMake's target, the compiled file and the object, each
# after a tab.
export objectIndex=$TMPDIR/objects opsId torchFolder
for folder in $(<"$objectsPath"); do
  printf '\t%s\t%s\n' "$(<"$folder/key")" "$folder"
done >"$objectIndex"
