# shellcheck shell=sh disable=SC2154 # attributes of the derivation
# Unpack the .deb files of $debs into $out and make their programs run from there.
set -eu
busybox mkdir -p "$TMPDIR/bin" "$out/usr/bin" "$out/usr/sbin" "$out/usr/lib" "$out/usr/lib64"
busybox --install -s "$TMPDIR/bin"
export PATH="$TMPDIR/bin:$PATH"

# Debian has merged /bin into /usr/bin, and so on: packages still ship files under both names.
for folder in bin sbin lib lib64; do
  ln -s "usr/$folder" "$out/$folder"
done

cd "$out"
for deb in "$debs"/*.deb; do
  # busybox tar does not recognize the compression by itself.
  ar p "$deb" data.tar.xz | xz -dc | tar x --no-same-owner
done
python=python$pythonVersion
rm -f "usr/lib/$python/sitecustomize.py" # a link into /etc
rm -rf usr/share/doc usr/share/man usr/share/info usr/share/locale usr/share/lintian usr/share/bug var etc

link() { # target name
  [ -e "usr/bin/$2" ] || ln -s "$1" "usr/bin/$2"
}
# On Debian, its alternatives and its packages without a version make these links.
for tool in gcc g++ cpp gcov gcc-ar gcc-nm gcc-ranlib; do
  link "$tool-12" "$tool"
done
link gcc cc
link g++ c++
link mawk awk
link bash sh
link "$python" python3
link python3 python

# Some links are absolute, as if the root were mounted at /: make them relative.
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
  # DT_RPATH, not DT_RUNPATH: the loader follows only DT_RPATH for libraries that other libraries need (ld.so(8)).
  patchelf --set-interpreter "$out/usr/$loader" --force-rpath --set-rpath "$libraries" "$program"
done

# If a wheel's library has a DT_RUNPATH, the loader does not use Python's DT_RPATH for the libraries that it needs.
# Therefore Python loads all libraries that a wheel may take from its system (PEP 600).
for library in libstdc++.so.6 libgcc_s.so.1 librt.so.1 libdl.so.2 libpthread.so.0 libutil.so.1 libresolv.so.2 \
  libz.so.1; do
  patchelf --add-needed "$library" "usr/bin/$python"
done

# Debian compiles these modules when it installs the package. Nothing may write into the store later. The modules of
# compileall itself must not be compiled when they are imported: that bytecode has a time in it, and would be stale.
PYTHONDONTWRITEBYTECODE=1 "usr/bin/$python" -m compileall -q -j 0 --invalidation-mode unchecked-hash "usr/lib/$python" || true
