# Download $files (pool path and sha256 in turn) into the folder $out, from the mirrors that apt is set up with.
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
  mirrors=$(apt-get indextargets --format '$(REPO_URI)' | sort -u)
else
  fail "this machine has no apt that would name a Debian mirror" \
    "set KERNEL_BUILDER_DEBIAN_MIRROR to one (the address above its pool/ folder) and try again"
fi

# Pairs of the files that are not here yet.
missing() {
  set -- $files
  while [ $# -gt 0 ]; do
    [ -e "$out/${1##*/}" ] || echo "$1 $2"
    shift 2
  done
}

# All files in one call: a client that starts anew for each one spends its time on starting.
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
  remedy="check the network, or name another with KERNEL_BUILDER_DEBIAN_MIRROR"
  [ -z "${renew:-}" ] || remedy="Debian may have replaced it: in kernel-builder's repository, nix run .#update-pins -- $renew; in a kernel's, nix flake update"
  fail "no mirror of this machine has $(missing | head -n 1 | cut -d ' ' -f 1)" "asked: $(echo $mirrors); $remedy"
fi
rm -f "$out"/*.FAILED "$out"/*.part
chmod 644 "$out"/*
