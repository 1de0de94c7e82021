# shellcheck shell=sh disable=SC2154 # attributes of the derivation
# The progress of a download. Nix takes lines `@nix {…}` in a builder's output for reports of its own kind: here the start
# of a file transfer (an activity of type 101), and how much of it has arrived (a result of type 105). See
# libutil/logging.cc of Nix. With them, `nix build` and kernel-builder show how far a download is, whatever client runs.

# The bytes of all files in the folder $1.
bytes_in() {
  # du counts in blocks of 1024 bytes.
  kilobytes=$(du -sk "$1" 2>/dev/null | cut -f 1)
  echo $((${kilobytes:-0} * 1024))
}

# Report how many of $size bytes have arrived in the folder $1, once a second until this script ends. $2: the name of
# the download. Nothing is reported if the pin has no size.
report_progress() {
  [ "${size:-0}" -gt 0 ] || return 0
  # A pipe that stays open would keep Nix from seeing the end of the fetcher: `sleep` gets none.
  (
    echo "@nix {\"action\":\"start\",\"id\":1,\"level\":4,\"parent\":0,\"text\":\"fetching $2\",\"type\":101,\"fields\":[\"$2\"]}"
    while true; do
      arrived=$(bytes_in "$1")
      # A client may have two copies for a moment.
      [ "$arrived" -le "$size" ] || arrived=$size
      echo "@nix {\"action\":\"result\",\"id\":1,\"type\":105,\"fields\":[$arrived,$size,0,0]}"
      sleep 1 >/dev/null 2>&1
    done
  ) >&2 &
  progress=$!
  trap 'kill "$progress" 2>/dev/null || true' EXIT
}
