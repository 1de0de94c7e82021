# shellcheck shell=bash
# Put the linters into $out/bin. shfmt is linked statically; the others get the loader of the Debian root.
mkdir -p "$out/bin"
unpackDebs "$debs" unpacked
cp unpacked/usr/bin/shellcheck "$ruff/bin/ruff" "$shfmt/bin/shfmt" "$out/bin/"
chmod u+w "$out"/bin/*
for program in shellcheck ruff; do
  patchProgram "$out/bin/$program" "$interpreter" "$libraries"
done
