# shellcheck shell=bash
# The build environment: its inputs on the path, and the phases. builder.sh sources this file in the sandbox, and
# `nix develop` on the user's machine. Phases, hooks and variables have the names of nixpkgs' stdenv.

export SOURCE_DATE_EPOCH=315532800 # 1980-01-01, the earliest date a zip file can hold
# shellcheck disable=SC2154 # set by stdenv/default.nix
export PATH=$initialPath/bin
export SHELL=$initialPath/bin/bash
export PYTHONNOUSERSITE=1
unset PYTHONPATH PYTHONHOME LD_LIBRARY_PATH

addToSearchPath() { # variable directory: append the directory if it exists
  if [ -d "$2" ]; then
    export "$1=${!1:+${!1}:}$2"
  fi
}

runHook() { # name: run the functions in the array `<name>Hooks`, then the function or code called `<name>`
  local hooks="$1Hooks[@]" hook
  for hook in ${!hooks+"${!hooks}"}; do
    "$hook"
  done
  if declare -F "$1" >/dev/null; then
    "$1"
  else
    eval "${!1:-}"
  fi
}

# The compiler writes this path as a path below /, so that no kernel contains a store path.
hideFromCompiler() { # path name
  export NIX_CFLAGS_COMPILE="${NIX_CFLAGS_COMPILE:-} -ffile-prefix-map=$1=/$2"
}

addInput() { # path: put one input where programs and compilers look
  local path=$1 name=${1##*/}
  addToSearchPath inputsPath "$path/bin"
  addToSearchPath CMAKE_PREFIX_PATH "$path"
  hideFromCompiler "$path" "${name#*-}"
  if [ -d "$path/include" ]; then
    NIX_CFLAGS_COMPILE+=" -isystem $path/include"
  fi
  if [ -d "$path/lib" ]; then
    export NIX_LDFLAGS="${NIX_LDFLAGS:-} -L$path/lib"
  fi
  if [ -e "$path/nix-support/setup-hook" ]; then
    # shellcheck disable=SC1091
    source "$path/nix-support/setup-hook"
  fi
}

NIX_CFLAGS_COMPILE=
NIX_LDFLAGS=
hideFromCompiler "${NIX_BUILD_TOP:-/build}" build
hideFromCompiler "$initialPath" debian
inputsPath=
for input in ${defaultInputs:-} ${nativeBuildInputs:-} ${buildInputs:-}; do
  addInput "$input"
done
# An input's program shadows the root's program of the same name: the compiler's wrapper shadows the compiler.
export PATH=${inputsPath:+$inputsPath:}$initialPath/bin
export -n inputsPath
unset input inputsPath

unpackDebs() { # debs folder: unpack the .deb files of one folder into another
  local deb
  mkdir -p "$2"
  for deb in "$1"/*.deb; do
    ar p "$deb" data.tar.xz | tar xJ -C "$2"
  done
}

# Make a program start from the store: with this loader, and with these folders of libraries. patchelf must be an input.
patchProgram() { # program loader libraries
  # DT_RPATH, not DT_RUNPATH: the loader follows only DT_RPATH for libraries that other libraries need (ld.so(8)).
  patchelf --set-interpreter "$2" --force-rpath --set-rpath "$3" "$1"
}

unpackPhase() {
  runHook preUnpack
  # shellcheck disable=SC2154 # an attribute of the derivation
  cp -r --no-preserve=mode,ownership "$src" source
  chmod -R u+w source
  cd source || return
  runHook postUnpack
}

patchPhase() {
  runHook prePatch
  local patch
  for patch in ${patches:-}; do
    patch -p1 <"$patch"
  done
  runHook postPatch
}

stripLibraries() {
  find "$1" -type f \( -name '*.so' -o -name '*.so.*' \) \
    -exec strip --strip-unneeded --enable-deterministic-archives {} +
}

fixupPhase() {
  runHook preFixup
  local output
  # shellcheck disable=SC2154 # set by Nix
  for output in $outputs; do
    if [ -z "${dontStrip:-}" ] && [ -d "${!output}" ]; then
      stripLibraries "${!output}"
    fi
  done
  runHook postFixup
}

# Run a phase if it exists and is switched on.
runPhase() { # name switch: `dontX` runs unless set, `doX` only if set
  local name=$1
  case $2 in
    dont*) [ -z "${!2:-}" ] || return 0 ;;
    do*) [ -n "${!2:-}" ] || return 0 ;;
  esac
  if [ -n "${!name:-}" ]; then
    eval "${!name}"
  elif declare -F "$name" >/dev/null; then
    "$name"
  fi
}

genericBuild() {
  if [ -n "${buildCommand:-}" ]; then
    eval "$buildCommand"
    return
  fi
  runPhase unpackPhase dontUnpack
  runPhase patchPhase dontPatch
  runPhase configurePhase dontConfigure
  runPhase buildPhase dontBuild
  runPhase checkPhase doCheck
  runPhase installPhase dontInstall
  runPhase fixupPhase dontFixup
  runPhase installCheckPhase doInstallCheck
}
