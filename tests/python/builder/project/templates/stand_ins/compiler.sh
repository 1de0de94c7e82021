#!/bin/sh
# Stands in for a compiler: writes its arguments to the output file, each ended by a NUL.
output=
previous=
for word; do
  [ "$previous" = -o ] && output=$word
  previous=$word
done
[ -z "$output" ] || printf '%s\0' "$@" >"$output"
