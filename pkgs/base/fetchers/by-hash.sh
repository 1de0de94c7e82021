# shellcheck shell=sh disable=SC2154 # sourced after mirrors.sh
# Files by hash: a folder, or an address, that holds files under their sha256 (`SHA256`, or `SHA256/NAME`).

# How many seconds a fetcher waits for an answer, and how often it tries again.
seconds=20 retries=2

# The folders and addresses of files by hash, one per line: origin, a tab, address.
hash_mirrors() {
  [ -z "${KERNEL_BUILDER_MIRROR:-}" ] || echo "KERNEL_BUILDER_MIRROR$tab${KERNEL_BUILDER_MIRROR%/}"
  address=$(setting MIRROR)
  [ -z "$address" ] || echo "settings$tab${address%/}"
}

# Whether the file $1 has the sha256 $2; if not, print so.
sha256_is() {
  echo "$2  $1" | sha256sum -c - >/dev/null 2>&1 || {
    echo "its sha256 is not $2" >&2
    return 1
  }
}

# Download the address $1 to the file $2, which must have the sha256 $3. Nothing is left of another file.
download_checked() {
  if download_file "$1" "$2" "$seconds" "$retries" && sha256_is "$2" "$3"; then return 0; fi
  rm -f "$2"
  return 1
}

# Download the file with the sha256 $1 and the name $2 to $3, from the first folder or address of files by hash that has it.
# Prints a line per failure.
fetch_by_hash() {
  mirrors=$(hash_mirrors)
  while IFS=$tab read -r origin address; do
    [ -n "$address" ] || continue
    if download_checked "$address/$1" "$3" "$1" >"$TMPDIR/by-hash" 2>&1 </dev/null ||
      download_checked "$address/$1/$2" "$3" "$1" >/dev/null 2>&1 </dev/null; then
      return 0
    fi
    echo "  $address ($origin): $(reason_in "$TMPDIR/by-hash")"
  done <<LINES
$mirrors
LINES
  return 1
}

# The last line of each fetcher's error.
print_doctor_line() { echo "  kernel-builder doctor shows which mirror and pip this machine uses"; }
