# shellcheck shell=bash
# Put the linters into $out/bin. shfmt is linked statically; the others get the loader of the Debian root.
mkdir -p unpacked "$out/bin"
for deb in "$debs"/*.deb; do
  ar p "$deb" data.tar.xz | tar xJ -C unpacked
done
cp unpacked/usr/bin/shellcheck "$ruff/bin/ruff" "$shfmt/bin/shfmt" "$out/bin/"
chmod u+w "$out"/bin/*
for program in shellcheck ruff; do
  patchelf --set-interpreter "$interpreter" --force-rpath --set-rpath "$libraries" "$out/bin/$program"
done
