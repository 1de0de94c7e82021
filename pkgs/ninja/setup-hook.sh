# shellcheck shell=bash
ninjaBuildPhase() {
  runHook preBuild
  ninja -C build -j"${NIX_BUILD_CORES:-1}"
  runHook postBuild
}
ninjaInstallPhase() {
  runHook preInstall
  ninja -C build install
  runHook postInstall
}
: "${buildPhase:=ninjaBuildPhase}" "${installPhase:=ninjaInstallPhase}"
