# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Write a clang++ that compiles for one target.
wrap_clang() { # program target options [hint]: `target` is a name for readers; clang prints the file `hint` when it fails
  {
    echo "#!$debianRoot/bin/bash"
    sed -e "s|@for@|$2|; s|@options@|$3|; s|@hint@|${4:-}|; s|@clang@|$clang|g; s|@debianRoot@|$debianRoot|g" \
      -e "s|@sysroot@|$sysroot|g; s|@multiarch@|$multiarch|g" "$wrapper"
  } >"$1"
  chmod 755 "$1"
}
