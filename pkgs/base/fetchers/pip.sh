# shellcheck shell=sh disable=SC1091 # a file beside this one
# The pip that this machine has, for the system's Python or for another one.
#
#   sh pip.sh find   print a command line that runs pip; exit 1 with a message if there is none
#
# Other scripts source this file for its functions, after mirrors.sh.

# Whether a command line that runs pip is likely to work. This is ten times as fast as running pip.
looks_like_pip() {
  case $1 in
    *" -m pip") ${1% -m pip} -c 'import importlib.util as u, sys; sys.exit(u.find_spec("pip") is None)' 2>/dev/null ;;
    *) command -v "${1%% *}" >/dev/null ;;
  esac
}

# Whether a command line runs pip.
runs_pip() {
  [ -n "$1" ] && looks_like_pip "$1" && $1 --version >/dev/null 2>&1
}

# Print a command line that runs the pip out of Python's own ensurepip, which is a wheel. Python runs it as it is.
# Debian keeps ensurepip in the package python3-venv.
bundled_pip() {
  for python in "$machine/usr/bin/python3" python3; do
    wheel=$(
      "$python" - 2>/dev/null <<'PYTHON'
import ensurepip, glob, os, sysconfig

own = os.path.join(os.path.dirname(ensurepip.__file__), "_bundled")
# Some distributions keep wheels in a folder of their own.
folders = [own, sysconfig.get_config_var("WHEEL_PKG_DIR") or own, "/usr/share/python-wheels"]
print(next(wheel for folder in folders for wheel in glob.glob(os.path.join(folder, "pip-*.whl"))))
PYTHON
    ) || continue
    echo "$python $wheel/pip"
    return
  done
  return 1
}

# The command lines that run pip, if the machine has one, in order. The first is the setting PIP, a hint.
pip_commands() {
  setting PIP
  printf '%s\n' "$machine/usr/bin/python3 -m pip" "python3 -m pip" pip3 pip
}

# Print the first command line that probably runs pip, quickly; fail if there is none.
likely_pip() {
  commands=$(pip_commands)
  while read -r pip; do
    if looks_like_pip "$pip"; then
      echo "$pip"
      return
    fi
  done <<LINES
$commands
LINES
  return 1
}

# Print the first command line that runs pip.
find_pip() {
  commands=$(pip_commands)
  while read -r pip; do
    if runs_pip "$pip" </dev/null; then
      echo "$pip"
      return
    fi
  done <<LINES
$commands
LINES
  ! bundled_pip || return 0
  for pip in "uv tool run pip" "uvx pip"; do
    if runs_pip "$pip" </dev/null; then
      echo "$pip"
      return
    fi
  done
  {
    echo "error: this machine has no pip that runs"
    echo "  install pip: $(how_to_install_pip)"
  } >&2
  return 1
}

how_to_install_pip() {
  case $(distribution) in
    arch) how_to_install python-pip ;;
    alpine) how_to_install py3-pip ;;
    *) how_to_install python3-pip python3Packages.pip ;;
  esac
}

case ${0##*/} in
  *pip.sh)
    . "$(dirname "$0")/mirrors.sh"
    case ${1:-} in
      find) find_pip ;;
      *) echo "usage: sh pip.sh find" >&2 && exit 2 ;;
    esac
    ;;
esac
