# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Write $wrapper once for each name of the compiler.
mkdir -p "$out/bin" "$out/nix-support"
for name in gcc g++ cc c++; do
  {
    echo "#!$debianRoot/bin/bash"
    sed -e "s|@name@|$name|g; s|@debianRoot@|$debianRoot|g; s|@sysroot@|$sysroot|g" \
      -e "s|@loader@|$loader|g; s|@multiarch@|$multiarch|g" "$wrapper"
  } >"$out/bin/$name"
done
chmod 755 "$out"/bin/*
cp "$setupHook" "$out/nix-support/setup-hook"
