# shellcheck shell=sh disable=SC2154,SC1090 # attributes of the derivation
# Make the root of another machine: $nativeScript cannot run its Python.
set -eu
. "$nativeScript"
PYTHONDONTWRITEBYTECODE=1 "$buildPython" -m compileall -q -j 0 --invalidation-mode unchecked-hash "usr/lib/$python" || true
