# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Write a clang++ that compiles for one target.
# target: a name for readers. hint: a file that is printed when clang fails to compile.
wrap_clang() { # program target options [hint]
  {
    echo "#!$debianRoot/bin/bash"
    sed -e "s|@for@|$2|; s|@options@|$3|; s|@hint@|${4:-}|; s|@clang@|$clang|g; s|@debianRoot@|$debianRoot|g" \
      -e "s|@sysroot@|$sysroot|g; s|@multiarch@|$multiarch|g" "$wrapper"
  } >"$1"
  chmod 755 "$1"
}
