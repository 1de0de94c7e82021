# shellcheck shell=sh disable=SC2154 # attributes of the derivation
# Put the static busybox of the .deb in $files into $out/bin. The project has no program yet that unpacks a .deb, so
# this runs the machine's dpkg-deb or, if it has none, its python3, which pip needs anyway.
set -eu
here=$(dirname "$0")
result=$out
out=$TMPDIR/debs sh "$here/fetch-debs.sh"
deb=$(echo "$TMPDIR"/debs/*.deb)

mkdir -p "$TMPDIR/root" "$result/bin"
if command -v dpkg-deb >/dev/null; then
  dpkg-deb --extract "$deb" "$TMPDIR/root"
elif command -v python3 >/dev/null; then
  python3 "$here/unpack-deb.py" "$deb" "$TMPDIR/root"
else
  echo "error: this machine has neither dpkg-deb nor python3 to unpack the first file with" >&2
  echo "  install Python 3 and its pip with this distribution's package manager, and try again" >&2
  exit 1
fi
install -m 755 "$TMPDIR/root/bin/busybox" "$result/bin/busybox"
