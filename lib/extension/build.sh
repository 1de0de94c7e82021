# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Compile. If that fails, print what mends the first error, if that is known.
runHook preBuild
ninja -C build -j"${NIX_BUILD_CORES:-1}" 2>&1 | tee "$TMPDIR/build.log" || {
  python3 -m kernel_builder.builder.compile_hints "$TMPDIR/build.log" "$backend"
  exit 1
}
runHook postBuild
