#!/bin/bash
# The launcher of compilers while a variant is linked: `from-store.sh COMPILER ARGUMENTS…` takes the object out of the
# store. It compares the command with the one that made the object: they differ only if the placeholders of commands.nix
# do not stand for this kernel. objectIndex: a file with a line per object: CMake's target, the compiled file, the object.
set -euo pipefail
root=${PWD%/build}
words=()
while [ $# -gt 0 ]; do
  case $1 in
    -MD) ;;
    -MT | -MF) shift ;;
    -o) object=$2 && words+=("$1") ;;
    -c) compiled=$2 && words+=("$1") ;;
    *) words+=("$1") ;;
  esac
  shift
done
target=${object#CMakeFiles/}
target=${target%%.dir/*}
key="${target//$opsId/kernel_builder_ops_id}"$'\t'"${compiled#"$root/"}"
line=$(grep -F -m 1 -- "$key"$'\t' "$objectIndex") || {
  echo "error: no object was made for $key" >&2
  exit 1
}
folder=${line##*$'\t'}
command="${words[*]}"
command=${command//$root/@ROOT@}
[ -z "$torchFolder" ] || command=${command//$torchFolder/@TORCH@}
command=${command//$opsId/kernel_builder_ops_id}
command=$(sed -E 's/--threads=[0-9]+/--threads=1/' <<<"$command")
made=$(<"$folder/command")
if [ "$command" != "$made" ]; then
  printf 'error: %s was made by another command than the project files give\n  made by:  %s\n  expected: %s\n' \
    "$compiled" "$made" "$command" >&2
  exit 1
fi
cp --no-preserve=mode "$folder/object.o" "$object"
