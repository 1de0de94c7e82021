# Bring the static busybox of the .deb in $files to $out/bin. Nothing of ours can unpack it yet:
# dpkg does, or where there is none python3, which pip needs anyhow.
set -eu
result=$out
out=$TMPDIR/debs sh "$fetchDebs"
deb=$(echo "$TMPDIR"/debs/*.deb)

unpack_with_python() {
  python3 - "$1" "$2" <<'EOF'
import io, sys, tarfile
data = open(sys.argv[1], "rb").read()
at = 8  # an ar archive: a global header of 8 bytes, then members of a 60-byte header and their bytes, padded to 2
while at < len(data):
    name, size = data[at:at + 16].decode().strip(), int(data[at + 48:at + 58])
    if name.startswith("data.tar"):
        tarfile.open(fileobj=io.BytesIO(data[at + 60:at + 60 + size])).extractall(sys.argv[2])
    at += 60 + size + size % 2
EOF
}

mkdir -p "$TMPDIR/root" "$result/bin"
if command -v dpkg-deb >/dev/null; then
  dpkg-deb --extract "$deb" "$TMPDIR/root"
else
  unpack_with_python "$deb" "$TMPDIR/root"
fi
install -m 755 "$TMPDIR/root/bin/busybox" "$result/bin/busybox"
