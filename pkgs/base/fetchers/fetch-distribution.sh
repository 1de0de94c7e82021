# shellcheck shell=sh disable=SC2154,SC1091 # attributes of the derivation; files beside this one
# Download $file of $requirement, a wheel or a source archive, to $out: from files by hash, or with the machine's own pip.
set -eu
export HOME="$TMPDIR" PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# uv, which may bring pip, reads none of pip's settings, and takes the machine's certificates only if it is told to.
export UV_SYSTEM_CERTS=true UV_NATIVE_TLS=true
if [ -z "${UV_INDEX_URL:-}" ] && [ -n "${PIP_INDEX_URL:-}" ]; then export UV_INDEX_URL="$PIP_INDEX_URL"; fi
here=$(dirname "$0")
. "$here/mirrors.sh"
. "$here/pip.sh"
. "$here/by-hash.sh"
. "$here/progress.sh"

# Print an error: a message, then remedies, and the failures of files by hash.
fail() {
  echo "error: $1" >&2
  shift
  printf '%s' "$failures" >&2
  printf '  %s\n' "$@" >&2
  print_renewal >&2
  print_doctor_line >&2
  exit 1
}

report_progress "$TMPDIR" "$file"
failures=
if failures=$(fetch_by_hash "$outputHash" "$file" "$TMPDIR/file"); then
  fetched=$TMPDIR/file
else
  fetched=$TMPDIR/files/$file
  failures=${failures:+$failures
}
  set -- --quiet --no-deps --ignore-requires-python --dest "$TMPDIR/files"
  case $file in
    *.whl)
      # name-version-python-abi-platform.whl: pip gets these tags, since the wheel is for the store's Python, not for
      # pip's own.
      tags=${file%.whl}
      platforms=${tags##*-}
      tags=${tags%-*}
      abi=${tags##*-}
      set -- "$@" --only-binary :all: --implementation cp --python-version "$pythonVersion" --abi "$abi"
      for platform in $(echo "$platforms" | tr . ' '); do
        set -- "$@" --platform "$platform"
      done
      ;;
    *)
      set -- "$@" --no-binary :all: --no-build-isolation
      export PYTHONPATH="$here/no-build"
      ;;
  esac
  printf '%s --hash=sha256:%s\n' "$requirement" "$outputHash" >"$TMPDIR/requirements"

  # $pip is a command line, and so not quoted.
  download() {
    $pip download "$@" --require-hashes --requirement "$TMPDIR/requirements" 2>"$TMPDIR/log"
  }
  # Another pip than the one of the settings, or than one that does not run.
  download_with_another_pip() {
    other=$(export KERNEL_BUILDER_SETTINGS=/dev/null && find_pip 2>/dev/null) && [ "$other" != "$pip" ] || return 1
    pip=$other
    download "$@"
  }

  pip=$(likely_pip || find_pip 2>/dev/null) ||
    fail "this machine has no pip to fetch $file with" "install pip: $(how_to_install_pip)"
  download "$@" || download_with_another_pip "$@" ||
    { [ -n "$fallbackIndex" ] && download "$@" --retries 1 --extra-index-url "$fallbackIndex"; } || {
    grep -vi '^warning' "$TMPDIR/log" | head -n 5 >&2
    fail "pip could not download $file from its index${fallbackIndex:+ or from $fallbackIndex}" \
      "check the network and pip's settings (pip config list), or put the file into a folder that PIP_FIND_LINKS names"
  }
fi
cp "$fetched" "$out" || {
  rm -f "$out"
  fail "$file could not be written to the store" "free space on the store's disk and try again"
}
