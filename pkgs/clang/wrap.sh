# shellcheck shell=bash disable=SC2154 # attributes of the derivation
wrap_clang() { # target what options [hint]: write a clang++ that is set up for it; the file hint is shown where it refuses a source
  sed -e "s|@for@|$2|; s|@options@|$3|; s|@hint@|${4:-}|; s|@clang@|$clang|g; s|@debianRoot@|$debianRoot|g" \
    -e "s|@sysroot@|$sysroot|g; s|@multiarch@|$multiarch|g" "$wrapper" >"$1"
  chmod 755 "$1"
}
