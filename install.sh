#!/bin/sh
# Set this machine up for kernel-builder; `sh install.sh --help` tells how.
# This file installs Nix, and the files in install/ do the rest. From a pipe, this file is alone: Nix then fetches the others
# with the flake.
set -eu
umask 022
export LC_ALL=C

# Tests set this prefix of the machine's own files.
root=${KERNEL_BUILDER_TEST_ROOT:-}
oldest_nix=2.8
build_users=10
nix_site=https://nixos.org/nix/install
# Where Nix's own installer puts Nix.
PATH=$PATH:$root/nix/var/nix/profiles/default/bin:$HOME/.nix-profile/bin

usage() {
  cat <<EOF
Usage: sh install.sh [--yes] [--dry-run] [--strict | --relaxed | --no-sandbox] [--no-command] [--upgrade | --uninstall]

Sets this machine up to build kernels, and prints each change before it makes it:
  - installs Nix (2.8 or later), git and pip with the distribution's package manager, if they are missing. If the
    distribution has no such Nix, it asks once, and then runs Nix's own installer;
  - adds settings to Nix's configuration: flakes, a sandbox that only fetchers may leave, and parallel builds.
    Present settings stay, and the old file is kept as a backup;
  - notes the Debian mirror and the pip of this machine in /etc/kernel-builder/settings;
  - installs the command kernel-builder.
You can run it again at any time: it skips each step that is already done.

  --yes          answer yes to the question
  --dry-run      print the changes, but make none
  --strict       let nothing leave the sandbox: kernel-builder fetches before a build, outside of Nix
  --relaxed      let fetchers leave the sandbox, as without --strict; take --strict back
  --no-sandbox   build without a sandbox, if this machine does not allow one
  --no-command   do not install the command
  --upgrade      take kernel-builder's newest version first
  --uninstall    undo the changes; Nix and its store stay
EOF
}

fail() {
  echo "error: $1" >&2
  shift
  printf '  %s\n' "$@" >&2
  exit 1
}

say() {
  # shellcheck disable=SC2034 # install/command.sh reads it
  changed=yes
  echo "install.sh: $*"
}

# ---- Rights: what an administrator must do is collected in $admin, and printed at the end as one block.
admin=''
find_sudo() {
  if [ "$(id -u)" = 0 ]; then
    sudo=
  elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || { [ -t 2 ] && in_group sudo wheel admin; }; }; then
    sudo=sudo
  else
    sudo=none
  fi
}

in_group() {
  for group; do
    ! id -nG | tr ' ' '\n' | grep -qx "$group" || return 0
  done
  return 1
}

# Run a command as root; with --dry-run, only print it.
as_root() {
  if [ "$sudo" = none ]; then
    admin="$admin$*
"
  elif [ -n "$dry_run" ]; then
    echo "  would run: $*"
  else
    $sudo "$@" </dev/null
  fi
}

# Write a text to a file, as root if need be. Its lines have been printed before.
write_file() {
  if [ -n "$dry_run" ]; then
    echo "  would write $1"
  elif may_write "$1"; then
    mkdir -p "$(dirname "$1")"
    printf '%s\n' "$2" >"$1"
  elif [ "$sudo" = none ]; then
    admin="${admin}mkdir -p $(dirname "$1")
cat >$1 <<'EOF'
$2
EOF
"
  else
    $sudo mkdir -p "$(dirname "$1")"
    printf '%s\n' "$2" | $sudo tee "$1" >/dev/null
  fi
}

remove_file() {
  if [ -z "$dry_run" ] && may_write "$(dirname "$1")"; then
    rm -f "$1"
  else
    as_root rm -f "$1"
  fi
}

# Whether a user may write a file: this user, or the one whom $2 makes (sudo).
may_write() {
  path=$1
  while [ ! -e "$path" ]; do path=$(dirname "$path"); done
  ${2:-} test -w "$path"
}

hand_over() {
  [ -n "$admin" ] || return 0
  {
    echo "error: this user may not make all changes; an administrator must run these lines once, as root:"
    printf '%s' "$admin" | sed 's/^/  /'
    echo "  then run install.sh again"
  } >&2
  exit 1
}

# Ask a question, unless --yes answers it. Without a terminal, the answer is no.
confirm() {
  [ -z "$yes" ] || return 0
  (: </dev/tty) 2>/dev/null || return 1
  printf 'install.sh: %s [y/N] ' "$1" >/dev/tty
  read -r answer </dev/tty
  case $answer in [yY]*) ;; *) return 1 ;; esac
}

# ---- The machine
systemd_runs() { [ -d "$root/run/systemd/system" ]; }
is_nixos() { [ -e "$root/etc/NIXOS" ]; }
# Single user: a user other than root owns the store.
is_single_user() { [ "$(id -u)" != 0 ] && [ -w "$root/nix/var/nix/db" ]; }

# Looking for pip's module is enough: running pip takes ten times as long.
has_pip() {
  ! command -v uv >/dev/null || return 0
  for python in "$root/usr/bin/python3" python3; do
    "$python" -c 'import importlib.util as u, sys; sys.exit(not (u.find_spec("pip") or u.find_spec("ensurepip")))' \
      2>/dev/null && return 0
  done
  return 1
}

package_manager() {
  for name in apt-get dnf pacman zypper apk; do
    ! command -v $name >/dev/null || { echo $name && return 0; }
  done
}

# The version of a package that the package manager would install, if it has one.
package_version() {
  case $manager in
    apt-get) apt-cache policy "$1" | sed -n 's/^ *Candidate: *\([0-9].*\)/\1/p' ;;
    dnf) dnf -q repoquery --qf '%{version}\n' "$1" | tail -n 1 ;;
    pacman) pacman -Si "$1" | sed -n 's/^Version *: *//p' ;;
    zypper) zypper --non-interactive info "$1" | sed -n 's/^Version *: *//p' ;;
    apk) apk policy "$1" | sed -n 's/^ *\([0-9].*\):$/\1/p' | tail -n 1 ;;
  esac 2>/dev/null | sed 's/^[0-9]*://' || true
}

# Run the package manager as root; its output is shown only if it fails.
run_manager() {
  if [ -n "$dry_run" ] || [ "$sudo" = none ]; then
    as_root "$@"
  elif ! output=$(as_root env DEBIAN_FRONTEND=noninteractive "$@" 2>&1); then
    printf '%s\n' "$output" | tail -n 5 >&2
    fail "$* failed" "solve the problem that the lines above name, and run install.sh again"
  fi
}

refresh_packages() {
  case $manager in
    apt-get) run_manager apt-get -q -o Acquire::Languages=none update ;;
    pacman) run_manager pacman -Sy ;;
    apk) run_manager apk update ;;
  esac
}

# Install packages, given as a list of words.
install_packages() {
  say "installing with $manager: $1"
  # shellcheck disable=SC2086 # a list of words
  case $manager in
    apt-get) run_manager apt-get -q install -y --no-install-recommends $1 ;;
    dnf) run_manager dnf -q install -y $1 ;;
    pacman) run_manager pacman -S --noconfirm --needed $1 ;;
    zypper) run_manager zypper --non-interactive install $1 ;;
    apk) run_manager apk add $1 ;;
  esac
}

# ---- Nix and other programs
at_least() { [ "$(printf '%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

nix_() { nix --extra-experimental-features "nix-command flakes" "$@" </dev/null; }

check_nix_version() {
  version=$(nix --version | sed 's/.* //')
  at_least "$version" $oldest_nix || fail "Nix $version is too old: kernel-builder needs $oldest_nix or later" \
    "remove this Nix and run install.sh again: it then takes a newer one"
}

install_programs() {
  packages=
  command -v git >/dev/null || packages="$packages git"
  has_pip || case $manager in
    pacman) packages="$packages python-pip" ;;
    apk) packages="$packages py3-pip" ;;
    *) packages="$packages python3-pip" ;;
  esac
  [ -e "$root/etc/ssl/certs/ca-certificates.crt" ] || [ -e "$root/etc/ssl/certs/ca-bundle.crt" ] || [ -e "$root/etc/ssl/ca-bundle.pem" ] ||
    packages="$packages ca-certificates"
  own_installer=
  if command -v nix >/dev/null; then
    check_nix_version
    [ -n "$packages" ] || return 0
  fi
  [ -z "$manager" ] || refresh_packages
  command -v nix >/dev/null || choose_nix
  if [ -n "$packages" ]; then
    [ -n "$manager" ] || fail "this machine has no package manager that install.sh knows, and lacks:$packages" \
      "install these programs by hand and run install.sh again"
    install_packages "${packages# }"
  fi
  [ -z "$own_installer" ] || run_nix_installer
}

# Take the distribution's Nix if it is new enough, else Nix's own installer.
choose_nix() {
  case $manager in
    '') available= ;;
    apt-get) nix_package=nix-bin ;;
    *) nix_package=nix ;;
  esac
  [ -z "$manager" ] || available=$(package_version "$nix_package")
  if [ -n "$available" ] && at_least "$available" $oldest_nix; then
    packages="$packages $nix_package"
    # Users other than root build through Nix's daemon. Only systemd can start the daemon.
    [ "$manager" != apt-get ] || ! systemd_runs || packages="$packages nix-setup-systemd"
  else
    own_installer=yes
  fi
}

# Download a file to standard output.
download() {
  if command -v curl >/dev/null; then
    curl -fsSL --connect-timeout 3 "$1"
  else
    wget -q -T 10 -t 1 -O - "$1"
  fi
}

run_nix_installer() {
  mode=--no-daemon
  ! systemd_runs || mode=--daemon
  reason="this distribution packages no Nix $oldest_nix or later${available:+ (it has $available)}"
  [ "$sudo" != none ] || fail "$reason" \
    "ask an administrator to install Nix with Nix's own installer: $nix_site" "then run install.sh again"
  say "$reason; Nix's own installer, $nix_site $mode, would install it"
  if [ -n "$dry_run" ]; then return 0; fi
  confirm "run Nix's own installer?" || fail "Nix is not installed" \
    "run install.sh --yes to let Nix's own installer run, or install Nix yourself: $nix_site"
  installer=$(mktemp)
  download $nix_site >"$installer" 2>/dev/null || fail "$nix_site does not answer" \
    "check the network and the proxy settings, or install Nix $oldest_nix or later by hand"
  [ "$mode" = --daemon ] || [ "$(id -u)" != 0 ] || add_build_users
  sh "$installer" $mode --yes </dev/null || fail "Nix's own installer failed" \
    "solve the problem that the lines above name, and run install.sh again"
  rm -f "$installer"
}

# Builds run as these users. Most packages of Nix add them; Debian's nix-bin does not.
add_build_users() {
  ! getent group nixbld >/dev/null && ! is_single_user || return 0
  say "adding the group nixbld with $build_users users; builds run as these users"
  as_root groupadd --system nixbld
  i=1
  while [ $i -le $build_users ]; do
    as_root useradd --system --comment "Nix-build-user-$i" --home-dir /var/empty --gid nixbld --groups nixbld \
      --no-user-group --shell /usr/sbin/nologin "nixbld$i"
    i=$((i + 1))
  done
}

join_nix_users() {
  user=${SUDO_USER:-$(id -un)}
  [ "$user" != root ] && getent group nix-users >/dev/null && ! is_single_user || return 0
  ! id -nG "$user" | tr ' ' '\n' | grep -qx nix-users || return 0
  say "adding $user to the group nix-users, which may use Nix's daemon; log out and in again to use it"
  as_root usermod --append --groups nix-users "$user"
}

# Users other than root cannot write the store, so they build through Nix's daemon.
need_daemon() {
  if [ "$(id -u)" = 0 ] || is_single_user || [ -n "$dry_run" ] || nix_ store ping --store daemon >/dev/null 2>&1; then
    return 0
  fi
  if systemd_runs; then
    say "starting Nix's daemon"
    as_root systemctl start nix-daemon.service
    hand_over
    nix_ store ping --store daemon >/dev/null 2>&1 || fail "Nix's daemon does not answer the user $(id -un)" \
      "log out and in again, so that you are in the group nix-users, and run install.sh again"
  else
    fail "Nix's daemon is not running; users other than root need it to build" \
      "this machine has no systemd to start it; as root, run: nix-daemon &"
  fi
}

# ---- kernel-builder itself
# Find the files of kernel-builder: the clone around this script, or a copy that Nix makes of the flake.
find_clone() {
  here=$(cd "$(dirname "$0")" 2>/dev/null && pwd) && [ -f "$0" ] && [ -f "$here/flake.nix" ] || here=
  flake=${here:-${KERNEL_BUILDER_FLAKE:-github:huggingface/kernel-builder}}
}

# Fails if there is no Nix to fetch with, as in a dry run.
fetch_source() {
  [ -z "$here" ] || return 0
  command -v nix >/dev/null || return 1
  log=$(mktemp)
  here=$(nix_ flake metadata ${upgrade:+--refresh} --json "$flake" 2>"$log" | sed -n 's/.*"path":"\([^"]*\)".*/\1/p')
  [ -n "$here" ] || {
    tail -n 3 "$log" >&2
    fail "Nix could not fetch $flake" "check the network, or set KERNEL_BUILDER_FLAKE to another address of kernel-builder"
  }
  rm -f "$log"
}

upgrade_clone() {
  [ -n "$here" ] || return 0
  say "updating $here: git pull --ff-only"
  [ -n "$dry_run" ] || git -C "$here" pull --quiet --ff-only || fail "git could not update $here" \
    "solve the problem that the lines above name, and run install.sh --upgrade again"
}

# shellcheck disable=SC2034 # the files in install/ read these options
main() {
  changed='' yes='' dry_run='' no_sandbox='' sandbox_choice='' command=yes upgrade='' remove=''
  for argument; do
    case $argument in
      --help | -h) usage && exit ;;
      --yes) yes=yes ;;
      --dry-run) dry_run=yes ;;
      --strict) sandbox_choice=true ;;
      --relaxed) sandbox_choice=relaxed ;;
      --no-sandbox) no_sandbox=yes ;;
      --no-command) command='' ;;
      --upgrade) upgrade=yes ;;
      --uninstall) remove=yes ;;
      *) echo "error: unknown option $argument; \`install.sh --help\` lists the options" >&2 && exit 2 ;;
    esac
  done
  find_sudo
  find_clone
  [ -z "$upgrade" ] || upgrade_clone
  if [ -z "$remove" ]; then
    manager=$(package_manager)
    is_nixos || install_programs
    is_nixos || systemd_runs || add_build_users
    join_nix_users
    command -v nix >/dev/null || [ -n "$dry_run" ] || hand_over
    need_daemon
  fi
  fetch_source || exit 0
  for part in sandbox settings command remove; do
    # shellcheck source=/dev/null
    . "$here/install/$part.sh"
  done
  if [ -n "$remove" ]; then
    uninstall
    exit
  fi
  choose_sandbox
  write_settings
  remove_old_registry
  command -v nix >/dev/null || exit 0
  write_hints
  [ -z "$command" ] || install_command
  hand_over
  [ -z "$command" ] || run_doctor
}

main "$@"
