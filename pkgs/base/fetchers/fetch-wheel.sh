# shellcheck shell=sh disable=SC2154 # attributes of the derivation
# Download the wheel $file of $requirement to $out with the machine's own pip.
set -eu
export HOME="$TMPDIR" PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

fail() {
  echo "error: $1" >&2
  echo "  $2" >&2
  exit 1
}

for python in /usr/bin/python3 python3; do
  "$python" -m pip --version >/dev/null 2>&1 && break
  python=
done
[ -n "$python" ] || fail "this machine has no pip to fetch $file with" \
  "install pip (Debian and Ubuntu: apt-get install python3-pip) and try again"

# Pass the tags in name-version-python-abi-platform.whl to pip: the wheel is for the store's Python, not for pip's own.
tags=${file%.whl}
platforms=${tags##*-}
tags=${tags%-*}
abi=${tags##*-}

set -- --quiet --no-deps --only-binary :all: --ignore-requires-python --dest "$TMPDIR/wheels" \
  --implementation cp --python-version "$pythonVersion" --abi "$abi"
for platform in $(echo "$platforms" | tr . ' '); do
  set -- "$@" --platform "$platform"
done
printf '%s --hash=sha256:%s\n' "$requirement" "$outputHash" >"$TMPDIR/requirements"

download() {
  "$python" -m pip download "$@" --require-hashes --requirement "$TMPDIR/requirements" 2>"$TMPDIR/log"
}

if ! download "$@"; then
  { [ -n "$fallbackIndex" ] && download "$@" --retries 1 --extra-index-url "$fallbackIndex"; } || {
    grep -v '^WARNING' "$TMPDIR/log" | head -n 5 >&2
    fail "pip could not download $file from its index${fallbackIndex:+ or from $fallbackIndex}" \
      "check the network and pip's settings (pip config list), or put the file into a folder that PIP_FIND_LINKS names"
  }
fi
cp "$TMPDIR/wheels/$file" "$out" || {
  rm -f "$out"
  fail "$file could not be written to the store" "free space on the store's disk and try again"
}
