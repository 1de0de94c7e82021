# shellcheck shell=sh disable=SC2154 # attributes of the derivation
# Download $files (pairs of a pool path and a sha256) into the folder $out, from the mirrors in apt's settings.
set -eu
mkdir -p "$out"

fail() {
  rm -rf "$out"
  echo "error: $1" >&2
  echo "  $2" >&2
  exit 1
}

if [ -n "${KERNEL_BUILDER_DEBIAN_MIRROR:-}" ]; then
  mirrors=$KERNEL_BUILDER_DEBIAN_MIRROR
elif command -v apt-get >/dev/null; then
  # shellcheck disable=SC2016 # apt's own variable
  mirrors=$(apt-get indextargets --format '$(REPO_URI)' | sort -u)
else
  fail "this machine has no apt, so no Debian mirror is known" \
    "set KERNEL_BUILDER_DEBIAN_MIRROR to the address of a mirror (the folder that holds pool/) and try again"
fi

# Print path and sha256 of each file that is not in $out yet.
missing() {
  # shellcheck disable=SC2086 # a list of words
  set -- $files
  while [ $# -gt 0 ]; do
    [ -e "$out/${1##*/}" ] || echo "$1 $2"
    shift 2
  done
}

# One call for all files: starting apt-helper for each file would take most of the time.
download_with_apt() {
  mirror=$1
  set --
  for word in $(missing); do
    case $word in
      pool/*) path=$word ;;
      *) set -- "$@" "$mirror/$path" "$out/${path##*/}" "SHA256:$word" ;;
    esac
  done
  /usr/lib/apt/apt-helper -q -o APT::Sandbox::User=root download-file "$@"
}

download_with_curl() {
  missing | while read -r path sha256; do
    curl -fsSL --retry 3 -o "$out/${path##*/}.part" "$1/$path"
    echo "$sha256  $out/${path##*/}.part" | sha256sum -c - >/dev/null
    mv "$out/${path##*/}.part" "$out/${path##*/}"
  done
}

for mirror in $mirrors; do
  if [ -x /usr/lib/apt/apt-helper ]; then
    download_with_apt "${mirror%/}" >"$TMPDIR/log" 2>&1 || true
  else
    download_with_curl "${mirror%/}" >"$TMPDIR/log" 2>&1 || true
  fi
  [ -n "$(missing)" ] || break
done

if [ -n "$(missing)" ]; then
  grep -E '^(E|Err|curl)' "$TMPDIR/log" | head -n 5 >&2 || true
  if [ -n "${renew:-}" ]; then
    remedy="Debian may have replaced the file; for a newer pin, run \`nix run .#update-pins -- $renew\` in \
kernel-builder's repository, or \`nix flake update\` in a kernel's folder"
  else
    remedy="check the network, or set KERNEL_BUILDER_DEBIAN_MIRROR to the address of another mirror"
  fi
  fail "no mirror has $(missing | head -n 1 | cut -d ' ' -f 1); asked: $(echo "$mirrors" | paste -sd ' ')" "$remedy"
fi
rm -f "$out"/*.FAILED "$out"/*.part
chmod 644 "$out"/*
