# shellcheck shell=sh disable=SC2154,SC1091 # attributes of the derivation; files beside this one
# Download $files (pool path and sha256 in turn) into the folder $out, from the mirrors that this machine names.
set -eu
here=$(dirname "$0")
. "$here/mirrors.sh"
. "$here/by-hash.sh"
. "$here/progress.sh"
mkdir -p "$out"
report_progress "$out" "${name-}"
log=$TMPDIR/log
failures=$TMPDIR/failures

# Print path and sha256 of each file that is not in $out yet.
missing() {
  # shellcheck disable=SC2086 # a list of words
  set -- $files
  while [ $# -gt 0 ]; do
    [ -e "$out/${1##*/}" ] || echo "$1 $2"
    shift 2
  done
}

# The address of the file with the path $3 and the sha256 $4 at the mirror $2, which is laid out as $1 says.
address_of() {
  case $1 in
    pool) echo "$2/$3" ;;
    hash) file_of_mirror "$2" "$4" ;;
    hash-and-name) file_of_mirror "$2" "$4/${3##*/}" ;;
  esac
}

# One call for all files: starting apt-helper for each file would take most of the time.
download_with_apt() {
  layout=$1 mirror=$2
  set --
  for word in $(missing); do
    case $word in
      pool/*) path=$word ;;
      *) set -- "$@" "$(address_of "$layout" "$mirror" "$path" "$word")" "$out/${path##*/}" "SHA256:$word" ;;
    esac
  done
  "$machine/usr/lib/apt/apt-helper" -q -o APT::Sandbox::User=root -o "Acquire::http::Timeout=$seconds" \
    -o "Acquire::https::Timeout=$seconds" -o "Acquire::Retries=$retries" download-file "$@" </dev/null && return
  # A connection that broke off may leave a part of a file.
  while [ $# -gt 0 ]; do
    [ ! -e "$2" ] || sha256_is "$2" "${3#SHA256:}" 2>/dev/null || rm -f "$2"
    shift 3
  done
  return 1
}

# Stops at the first file that fails: each file could take the full time that this waits for an answer.
download_one_by_one() {
  missing | while read -r path sha256; do
    part="$out/${path##*/}.part"
    download_checked "$(address_of "$1" "$2" "$path" "$sha256")" "$part" "$sha256" </dev/null || exit 1
    mv "$part" "${part%.part}"
  done
}

# The layouts and mirrors that were asked for all files: another time they would give no more.
exhausted=' '

# Download from the mirror $3, which is laid out as $1 says and which $2 names.
download_from() {
  case $exhausted in *" $1:$3 "*) return 0 ;; esac
  helper=$machine/usr/lib/apt/apt-helper
  # apt-helper copies no local files, and does not know S3.
  case $3 in file://* | /* | s3://*) helper= ;; esac
  if [ -x "$helper" ]; then
    lacking=$(missing)
    download_with_apt "$1" "$3" >"$log" 2>&1 && return
    exhausted="$exhausted$1:$3 "
    # Another client may do better with https: apt-helper does not read the variables that name certificates.
    case $3 in
      https://*)
        [ "$(missing)" != "$lacking" ] || ! download_one_by_one "$1" "$3" >/dev/null 2>&1 || return 0
        ;;
    esac
  else
    download_one_by_one "$1" "$3" >"$log" 2>&1 && return
  fi
  if [ "$1" != hash-and-name ]; then
    # In place of what it answered before.
    grep -vF "  $3 ($2): " "$failures" >"$log.others" || true
    mv "$log.others" "$failures"
    echo "  $3 ($2): $(reason_in "$log")" >>"$failures"
  fi
}

# Ask for the files that are still missing: first files by hash, then all mirrors in order.
ask_all() {
  asked=' '
  by_hash=$(hash_mirrors)
  while IFS=$tab read -r hash_origin address; do
    for layout in hash hash-and-name; do
      [ -z "$address" ] || [ -z "$(missing)" ] || download_from "$layout" "$hash_origin" "$address"
    done
  done <<LINES
$by_hash
LINES
  [ -n "$(missing)" ] || return 0
  for origin in $origins; do
    for address in $(mirrors_of "$origin"); do
      address=${address%/}
      case $asked in *" $address "*) continue ;; esac
      asked="$asked$address "
      download_from pool "$origin" "$address"
      [ -n "$(missing)" ] || return 0
    done
  done
}

# A mirror may lack a file that another one has: go on as long as files arrive.
: >"$failures"
before=
while [ -n "$(missing)" ] && [ "$(missing)" != "$before" ]; do
  before=$(missing)
  ask_all
done

if [ -n "$(missing)" ]; then
  file=$(missing | head -n 1 | cut -d ' ' -f 1)
  {
    if [ -s "$failures" ]; then
      echo "error: no mirror has $file"
      cat "$failures"
    else
      echo "error: this machine names no mirror of Debian to fetch $file from"
    fi
    print_renewal
    mirror_remedies
    print_doctor_line
  } >&2
  rm -rf "$out"
  exit 1
fi
rm -f "$out"/*.FAILED "$out"/*.part
chmod 644 "$out"/*
