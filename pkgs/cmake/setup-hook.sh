# shellcheck shell=bash
cmakeConfigurePhase() {
  runHook preConfigure
  # shellcheck disable=SC2154,SC2086 # Nix sets $out; cmakeFlags is a list of flags without spaces
  cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX="$out" \
    -DCMAKE_SKIP_RPATH=ON ${cmakeFlags:-} "${cmakeFlagsArray[@]}"
  runHook postConfigure
}
cmakeFlagsArray=()
: "${configurePhase:=cmakeConfigurePhase}"
