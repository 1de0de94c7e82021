# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Load the result with Torch. The import of Torch takes most of this time, so it begins before the library is linked.
beginLoad() {
  exec {loader}> >(
    [ -z "$loadFolders" ] || export LD_LIBRARY_PATH=$loadFolders
    exec "$loadPython/bin/python3" "$loadScript" "$factsPath"
  )
  loaderId=$!
}

endLoad() {
  # A loader that has ended cannot be told to start. Its status tells that it failed.
  trap '' PIPE
  echo start >&"$loader" || true
  exec {loader}>&-
  wait "$loaderId"
}
