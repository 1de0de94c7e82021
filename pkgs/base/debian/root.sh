# Unpack the .deb files of $debs into $out and make its programs run from there.
set -eu
busybox mkdir -p "$TMPDIR/bin" "$out/usr/bin" "$out/usr/sbin" "$out/usr/lib" "$out/usr/lib64"
busybox --install -s "$TMPDIR/bin"
export PATH="$TMPDIR/bin:$PATH"

# Debian's merged /usr: packages still ship files under both names.
for folder in bin sbin lib lib64; do
  ln -s "usr/$folder" "$out/$folder"
done

cd "$out"
for deb in "$debs"/*.deb; do
  # busybox tar does not look for a decompressor by itself.
  ar p "$deb" data.tar.xz | xz -dc | tar x --no-same-owner
done
rm -f usr/lib/python3.11/sitecustomize.py # a link into /etc
rm -rf usr/share/doc usr/share/man usr/share/info usr/share/locale usr/share/lintian usr/share/bug var etc

link() {
  [ -e "usr/bin/$2" ] || ln -s "$1" "usr/bin/$2"
}
# What Debian's alternatives and its version-less packages would link.
for tool in gcc g++ cpp gcov gcc-ar gcc-nm gcc-ranlib; do
  link "$tool-12" "$tool"
done
link gcc cc
link g++ c++
link mawk awk
link bash sh
link python3.11 python3
link python3 python

# Links that name a place in the root as if it were mounted at /.
find . -type l | while read -r path; do
  target=$(readlink "$path")
  case $target in
    /*) ln -sfn "$(echo "${path%/*}" | sed 's#[^/]*[^/.][^/]*#..#g; s#^\./##')$target" "$path" ;;
  esac
done

libraries=$out/usr/lib/$multiarch
find usr/bin usr/sbin "usr/lib/gcc" -type f -perm -100 | while read -r program; do
  # Scripts and static programs have no interpreter.
  patchelf --print-interpreter "$program" >/dev/null 2>&1 || continue
  # DT_RPATH, not DT_RUNPATH: only the former holds for what a library itself needs.
  patchelf --set-interpreter "$out/usr/$loader" --force-rpath --set-rpath "$libraries" "$program"
done

# A wheel's libraries may carry a DT_RUNPATH, which switches the program's DT_RPATH off for what they need, and they
# need no more than what PEP 600 lets a wheel take from its system. Python brings that along.
for library in libstdc++.so.6 libgcc_s.so.1 librt.so.1 libdl.so.2 libpthread.so.0 libutil.so.1 libresolv.so.2 libz.so.1; do
  patchelf --add-needed "$library" usr/bin/python3.11
done

# Debian compiles these when it installs the package; here nobody could write them later.
usr/bin/python3.11 -m compileall -q -j 0 --invalidation-mode unchecked-hash usr/lib/python3.11 || true
