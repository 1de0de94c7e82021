#!/bin/bash
# The launcher of compilers while a variant is linked: `from-store.sh COMPILER ARGUMENTS…` takes the object out of the
# store. It compares the command with the one that made the object: they differ only if the placeholders of commands.nix
# do not stand for this kernel. objectIndex: the file that index.sh writes.
set -euo pipefail
root=${PWD%/build}
words=()
while [ $# -gt 0 ]; do
  case $1 in
    -MD) ;;
    -MT | -MF) shift ;;
    -o) object=$2 && words+=(-o @OBJECT@) && shift ;;
    -c) compiled=$2 && words+=(-c) ;;
    *) words+=("$1") ;;
  esac
  shift
done
target=${object#CMakeFiles/}
target=${target%%.dir/*}
key="${target//"$opsId"/kernel_builder_ops_id}"$'\t'"${compiled#"$root/"}"
line=$(grep -F -m 1 -- $'\t'"$key"$'\t' "$objectIndex") || {
  echo "error: no object was made for $key" >&2
  exit 1
}
folder=${line##*$'\t'}
command="${words[*]}"
command=${command//"$root"/@ROOT@}
[ -z "$torchFolder" ] || command=${command//"$torchFolder"/@TORCH@}
command=${command//"$opsId"/kernel_builder_ops_id}
command=$(sed -E 's/--threads=[0-9]+/--threads=1/' <<<"$command")
made=$(<"$folder/command")
if [ "$command" != "$made" ]; then
  {
    echo "error: $compiled was made by another command than the project files give"
    echo "  made by:  $made"
    echo "  expected: $command"
  } >&2
  exit 1
fi
cp --no-preserve=mode "$folder/object.o" "$object"
