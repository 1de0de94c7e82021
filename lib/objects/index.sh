# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Write the index that from-store.sh reads: a line per object, which is CMake's target, the compiled file, the object.
export objectIndex=$TMPDIR/objects opsId torchFolder
for folder in $(<"$objectsPath"); do
  printf '%s\t%s\n' "$(<"$folder/key")" "$folder"
done >"$objectIndex"
