#!/bin/sh
# Put pinned files into the store by hash, with the machine's own clients and outside of Nix's builds. Nix then has nothing
# to fetch, so `sandbox = true` is enough.
#
#   sh outside.sh fetch DERIVATION...    fetch the files of these fetchers
#   sh outside.sh prepare DERIVATION...  if Nix lets no fetcher leave the sandbox: fetch all files that builds of these need
#
# A kernel's flake may come from anybody, and these scripts run outside of the sandbox. So the scripts are the ones beside
# this file, never the derivation's own, and they get only known attributes, as data.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
export LC_ALL=C

# Print an error and end: a message, then remedies.
fail() {
  echo "error: $1" >&2
  shift
  printf '  %s\n' "$@" >&2
  exit 1
}

# The value of the attribute $1 in the text $text of a derivation; empty if it has none, or one with quotes.
attribute() {
  printf '%s\n' "$text" | sed -n "s/.*(\"$1\",\"\([^\"\\\\]*\)\").*/\1/p"
}

# The script of this folder that the derivation in $text runs; empty if it is no fetcher.
script_of() {
  printf '%s\n' "$text" | sed -nE 's/.*"\/bin\/sh",\["[^"]*\/(fetch-(busybox|debs|distribution|nvidia)\.sh)"\],.*/\1/p'
}

# Whether the store has the path $1.
is_valid() { nix-store --check-validity "$1" 2>/dev/null; }

# Fetch the result of the fetcher $1 into the store.
fetch() (
  derivation=$1
  text=$(cat "$derivation")
  script=$(script_of)
  [ -n "$script" ] || fail "$derivation is none of kernel-builder's fetchers" "name a derivation that fetches a pinned file"
  path=$(attribute out) name=$(attribute name)
  ! is_valid "$path" || exit 0
  requirement=$(attribute requirement) file=$(attribute file) version=$(attribute pythonVersion)
  # pip gets one version of one distribution, and never an address or an option.
  case $name$file$requirement$version in
    *[!A-Za-z0-9._+!=-]*) fail "$derivation asks for $requirement, which is no NAME==VERSION" "correct the pin" ;;
  esac
  case "$name $file $requirement" in
    -* | *" -"* | .* | *" ."*) fail "$derivation asks for $name, which no file may be called" "correct the pin" ;;
  esac
  # See source-archives.
  case $script:$file in
    fetch-distribution.sh:*.whl) ;;
    fetch-distribution.sh:*)
      grep -qxF "$(attribute outputHash)" "$here/source-archives" ||
        fail "$file is a source archive, and pip may run its code when it downloads it" "pin a wheel instead"
      ;;
  esac
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  mkdir "$folder/work" "$folder/result"
  result=$folder/result/$name
  set -- "out=$result" "TMPDIR=$folder/work" "name=$name" "requirement=$requirement" "file=$file" "pythonVersion=$version"
  for key in files path size renew fallbackIndex outputHash; do set -- "$@" "$key=$(attribute $key)"; done
  env "$@" sh "$here/$script" || exit 1
  recursive=
  [ "$(attribute outputHashMode)" = flat ] || recursive=--recursive
  added=$(nix-store --add-fixed $recursive sha256 "$result")
  [ "$added" = "$path" ] || fail "the fetched file $name does not have the pinned hash" \
    "the mirror or index gave another file; run kernel-builder doctor to see which one this machine uses"
)

# Whether Nix keeps fetchers in the sandbox.
is_strict() {
  { nix --extra-experimental-features nix-command config show 2>/dev/null ||
    nix --extra-experimental-features nix-command show-config 2>/dev/null; } | grep -qx 'sandbox = true'
}

# Fetch the pinned files that builds of derivations lack.
prepare() {
  is_strict || return 0
  for derivation in $(nix-store --realise --dry-run "$@" 2>&1 | sed -n 's,^ *\(/nix/store/[^ ]*\.drv\)$,\1,p'); do
    text=$(cat "$derivation")
    [ -z "$(script_of)" ] || fetch "$derivation" || return 1
  done
}

task=${1:-}
[ $# -eq 0 ] || shift
case $task in
  fetch) for derivation; do fetch "$derivation" || exit 1; done ;;
  prepare) prepare "$@" ;;
  *) echo "usage: sh outside.sh fetch|prepare DERIVATION..." >&2 && exit 2 ;;
esac
