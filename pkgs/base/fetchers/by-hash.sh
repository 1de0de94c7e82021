# shellcheck shell=sh disable=SC2154,SC1091 # sourced after mirrors.sh; a file beside this one
# Files by hash: a folder, or an address, that holds files under their sha256 (`SHA256`, or `SHA256/NAME`).
. "$here/s3.sh"

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

# The address of the file $2 of the mirror $1, whose parameters stay at the end.
file_of_mirror() {
  case $1 in
    s3://*\?*) echo "${1%%\?*}/$2?${1#*\?}" ;;
    *) echo "$1/$2" ;;
  esac
}

# Download the address $1 to the file $2, which must have the sha256 $3. Nothing is left of another file.
download_checked() {
  case $1 in s3://*) client=download_s3 ;; *) client=download_file ;; esac
  if $client "$1" "$2" "$seconds" "$retries" && sha256_is "$2" "$3"; then return 0; fi
  rm -f "$2"
  return 1
}

# Download the file with the sha256 $1 and the name $2 to $3, from the first folder or address of files by hash that has it.
# Prints a line per failure.
fetch_by_hash() {
  mirrors=$(hash_mirrors)
  while IFS=$tab read -r origin address; do
    [ -n "$address" ] || continue
    if download_checked "$(file_of_mirror "$address" "$1")" "$3" "$1" >"$TMPDIR/by-hash" 2>&1 </dev/null ||
      download_checked "$(file_of_mirror "$address" "$1/$2")" "$3" "$1" >/dev/null 2>&1 </dev/null; then
      return 0
    fi
    echo "  $address ($origin): $(reason_in "$TMPDIR/by-hash")"
  done <<LINES
$mirrors
LINES
  return 1
}

# How to get a file that its registry has dropped: lines for an error. $renew: what writes a newer pin, a part of
# update-pins or a command; empty for a file that stays.
print_renewal() {
  case ${renew:-} in
    '') return ;;
    *' '*) command="\`$renew\`" ;;
    *) command="\`nix run .#update-pins -- $renew\` in kernel-builder's repository, or \`nix flake update\` in a kernel's folder" ;;
  esac
  echo "  if its registry has dropped the file: set KERNEL_BUILDER_MIRROR to a folder that \`nix run .#mirror\` filled before,"
  echo "  or pin a newer file: $command"
}

# The last line of each fetcher's error.
print_doctor_line() { echo "  kernel-builder doctor shows which mirror and pip this machine uses"; }
