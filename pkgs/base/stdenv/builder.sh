# shellcheck shell=bash disable=SC1091
set -euo pipefail
export HOME=/homeless-shelter LC_ALL=C TZ=UTC TERM=dumb
# shellcheck disable=SC2154 # set by stdenv/default.nix
source "$stdenv/setup"
genericBuild
