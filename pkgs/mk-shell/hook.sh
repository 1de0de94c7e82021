# shellcheck shell=bash disable=SC2154 # attributes of the shell
# Which variables of the outside reach the shell. Others, such as CPATH, CXXFLAGS, LD_LIBRARY_PATH or CUDA_HOME, would
# change what its compilers and its Python do. docs/develop.md lists these names too.
passes_through() {
  case $1 in
    # The person and the terminal.
    HOME | USER | LOGNAME | HOSTNAME | PWD | OLDPWD | SHLVL | _ | TERM | TERM_* | COLORTERM | COLUMNS | LINES) ;;
    NO_COLOR | FORCE_COLOR | CLICOLOR* | LANG | LANGUAGE | LC_* | LOCALE_ARCHIVE | TZ | TZDIR | TMUX* | STY) ;;
    DISPLAY | WAYLAND_DISPLAY | XAUTHORITY | XDG_* | DBUS_* | SSH_* | GPG_* | WSL* | VSCODE_* | DIRENV_*) ;;
    EDITOR | VISUAL | PAGER | LESS* | GIT_*) ;;
    # The network, and the programs that use it.
    *_proxy | *_PROXY | SSL_CERT_* | CURL_CA_BUNDLE | REQUESTS_CA_BUNDLE | PIP_* | UV_* | HF_* | HUGGING_FACE_*) ;;
    NIX_PATH | NIX_REMOTE | NIX_CONF_DIR | NIX_CONFIG | NIX_USER_CONF_FILES | NIX_PROFILES | NIX_SSL_CERT_FILE) ;;
    # Which devices are used, and how programs run on them.
    CUDA_VISIBLE_DEVICES | CUDA_DEVICE_ORDER | CUDA_LAUNCH_BLOCKING | CUDA_MODULE_LOADING | NVIDIA_*) ;;
    ROCR_* | HIP_VISIBLE_DEVICES | HSA_* | AMD_* | ONEAPI_DEVICE_SELECTOR | ZE_* | OMP_* | MKL_NUM_THREADS | MAX_JOBS) ;;
    TORCH_* | TORCHINDUCTOR_* | TORCHDYNAMO_* | TRITON_* | PYTEST_* | PYTHONHASHSEED | PYTHONUNBUFFERED | CI | GITHUB_*) ;;
    KERNEL_* | KERNELS_* | LOCAL_KERNELS) ;;
    # The shell itself.
    PATH | SHELL | PS1 | TMP | TMPDIR | TEMP | TEMPDIR | IN_NIX_SHELL | SOURCE_DATE_EPOCH | PYTHONNOUSERSITE | CC | CXX) ;;
    CMAKE_PREFIX_PATH | NIX_BUILD_CORES | NIX_BUILD_TOP | NIX_CFLAGS_COMPILE | NIX_GCROOT | NIX_LDFLAGS | NIX_STORE) ;;
    name | out | outputs | system | builder | stdenv | buildCommand | shellHook | nativeBuildInputs | initialPath) ;;
    *) case " $ownVariables " in *" $1 "*) ;; *) return 1 ;; esac ;;
  esac
}
for variable in $(compgen -e); do
  passes_through "$variable" || unset "$variable"
done
# Print PATH without compilers for GPUs of the outside. A folder of the system that has one, such as /usr/local/bin, is
# replaced by a folder of links to its other programs.
path_without_toolkits() {
  local folder kept='' tools='nvcc|cudafe++|nvcc\.profile|hipcc|hipconfig|icpx|dpcpp' links
  while IFS= read -r -d : folder; do
    case $folder in
      /nix/store/*) ;;
      *)
        if [ -n "$(compgen -G "$folder/nvcc")$(compgen -G "$folder/hipcc")$(compgen -G "$folder/icpx")" ]; then
          case $folder in
            */cuda*/bin | */rocm*/bin | */oneapi/*) continue ;;
          esac
          links=$(mktemp -d)
          find -L "$folder" -maxdepth 1 -type f -perm -u+x -regextype posix-extended \
            ! -regex ".*/($tools)" -exec ln -s -t "$links" {} +
          folder=$links
        fi
        ;;
    esac
    kept=$kept${kept:+:}$folder
  done <<<"$PATH:"
  printf %s "$kept"
}
PATH=$(path_without_toolkits)
unset -f passes_through path_without_toolkits
unset variable
# Root may write the store, and Python would add bytecode to packages there: their hashes would no longer fit.
export PYTHONDONTWRITEBYTECODE=1
# `nix develop` makes a folder for temporary files that only its user may enter. Without a daemon, builds that start in
# this shell run as other users and have their own folders in it.
case ${TMPDIR:-} in
  */nix-shell.*) chmod go+x "$TMPDIR" ;;
esac
