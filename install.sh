#!/bin/sh
# Set this machine up for kernel-builder. See `./install.sh --help`.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
conf=/etc/nix/nix.conf
begin="# >>> kernel-builder >>>"
end="# <<< kernel-builder <<<"
registry=/etc/nix/kernel-builder-registry.json
build_users=10

usage() {
  cat <<EOF
Usage: ./install.sh [--dry-run] [--uninstall] [--no-command] [--help]

Sets this machine up to build kernels, and says each thing that it changes:
  - installs Nix and what fetches files (git, pip) with apt, where they are missing;
  - writes flakes, the sandbox that lets fetchers out, and parallel builds to $conf,
    keeping what is there and a backup of it;
  - switches off binary caches and registries that this machine cannot reach, and adds that of Hugging Face
    where it can;
  - installs the command kernel-builder.
Run it again at any time: what is done already is left alone.

  --dry-run      say what would be changed, and change nothing
  --uninstall    take back what it changed; Nix and its store stay
  --no-command   do not install the command
EOF
}

dry_run= uninstall= command=yes
for argument; do
  case $argument in
    --help | -h) usage && exit ;;
    --dry-run) dry_run=yes ;;
    --uninstall) uninstall=yes ;;
    --no-command) command= ;;
    *) usage >&2 && echo "error: unknown option $argument" >&2 && exit 2 ;;
  esac
done

fail() {
  echo "error: $1" >&2
  shift
  printf '  %s\n' "$@" >&2
  exit 1
}

say() { echo "install.sh: $*"; }

if [ "$(id -u)" = 0 ]; then
  sudo=
elif command -v sudo >/dev/null; then
  sudo=sudo
else
  sudo=none
fi

# Run a command with the rights of root; with --dry-run, only show it.
as_root() {
  if [ -n "$dry_run" ]; then
    echo "  would run: $*"
  elif [ "$sudo" = none ]; then
    fail "this needs root: $*" "run ./install.sh as root once, or install sudo"
  else
    $sudo "$@"
  fi
}

# Put standard input into a file that belongs to root.
write_as_root() {
  if [ -n "$dry_run" ]; then
    sed "s|^|  would write to $1: |"
  else
    as_root mkdir -p "$(dirname "$1")"
    as_root tee "$1" >/dev/null
  fi
}

# Looked for and not run, which takes ten times as long.
has_pip() {
  for python in /usr/bin/python3 python3; do
    "$python" -c 'import importlib.util as u, sys; sys.exit(u.find_spec("pip") is None)' 2>/dev/null && return 0
  done
  return 1
}
systemd_runs() { [ -d /run/systemd/system ]; }

install_packages() {
  packages=
  if ! command -v nix >/dev/null; then
    packages="nix-bin"
    # The daemon that builds for users who are not root; without systemd there is none to start it.
    ! systemd_runs || packages="$packages nix-setup-systemd"
  fi
  command -v git >/dev/null || packages="$packages git"
  has_pip || packages="$packages python3-pip"
  [ -e /etc/ssl/certs/ca-certificates.crt ] || packages="$packages ca-certificates"
  [ -n "$packages" ] || return 0

  command -v apt-get >/dev/null || fail "this machine lacks:$packages" \
    "install them with its own package manager; Nix (2.8 or later): https://nixos.org/download"
  say "installing with apt: $packages"
  [ -n "$dry_run" ] || log=$(mktemp)
  for step in "-o Acquire::Languages=none update" "install -y --no-install-recommends $packages"; do
    # shellcheck disable=SC2086 # a list of words
    if [ -n "$dry_run" ]; then
      as_root apt-get $step
    elif ! as_root env DEBIAN_FRONTEND=noninteractive apt-get -q $step >"$log" 2>&1; then
      tail -n 5 "$log" >&2
      fail "apt-get $step failed" "the lines above are apt's; correct what they say and run ./install.sh again"
    fi
  done
  [ -n "$dry_run" ] || rm -f "$log"
}

# Without the package that sets the daemon up, there are no users to build as.
add_build_users() {
  ! getent group nixbld >/dev/null || return 0
  say "adding the group nixbld and $build_users users in it, which builds run as"
  as_root groupadd --system nixbld
  i=1
  while [ $i -le $build_users ]; do
    as_root useradd --system --comment "Nix build user $i" --home-dir /var/empty --gid nixbld --groups nixbld \
      --no-user-group --shell /usr/sbin/nologin "nixbld$i"
    i=$((i + 1))
  done
}

join_nix_users() {
  user=${SUDO_USER:-$(id -un)}
  [ "$user" != root ] && getent group nix-users >/dev/null || return 0
  ! id -nG "$user" | tr ' ' '\n' | grep -qx nix-users || return 0
  say "adding $user to the group nix-users, which may talk to Nix's daemon; log in again for it to hold"
  as_root usermod --append --groups nix-users "$user"
}

# Whether a web address answers at all, within three seconds.
answers() {
  python3 - "$1" <<'EOF' 2>/dev/null
import sys, urllib.error, urllib.request
try:
    urllib.request.urlopen(sys.argv[1], timeout=3)
except urllib.error.HTTPError:
    pass
EOF
}

settings() {
  echo "$begin"
  echo "# Written by kernel-builder's install.sh; take it out with ./install.sh --uninstall"
  echo "extra-experimental-features = nix-command flakes"
  echo "# Builds run in the sandbox, fetchers outside of it."
  echo "sandbox = relaxed"
  echo "max-jobs = auto"
  if answers https://cache.nixos.org/nix-cache-info; then
    if answers https://huggingface.cachix.org/nix-cache-info; then
      echo "extra-substituters = https://huggingface.cachix.org"
      echo "extra-trusted-public-keys = huggingface.cachix.org-1:ynTPbLS0W8ofXd9fDjk1KvoFky9K2jhxe6r4nXAkc/o="
    fi
  else
    echo "# cache.nixos.org did not answer from here."
    echo "substituters ="
  fi
  if ! answers https://github.com; then
    echo "# GitHub did not answer from here: no registry of flakes can be had from it."
    echo "flake-registry = $registry"
  fi
  echo "$end"
}

write_settings() {
  ! grep -qsF "$begin" "$conf" || return 0
  if [ -e "$conf" ]; then
    say "writing settings to the end of $conf; what it was is kept as $conf.before-kernel-builder"
    as_root cp -p "$conf" "$conf.before-kernel-builder"
  else
    say "writing settings to $conf"
  fi
  present=$(cat "$conf" 2>/dev/null || true)
  added=$(settings)
  echo "$added" | grep -v '^#' | sed 's/^/  /'
  # With --dry-run the lines have been shown.
  [ -n "$dry_run" ] || printf '%s\n' ${present:+"$present"} "$added" | write_as_root "$conf"
  if systemd_runs; then
    say "restarting Nix's daemon, which reads the settings when it starts"
    as_root systemctl restart nix-daemon.service
  fi
}

# Who may not write the store builds through the daemon.
need_daemon() {
  if [ "$(id -u)" = 0 ] || [ -n "$dry_run" ] || nix_ store ping --store daemon >/dev/null 2>&1; then return 0; fi
  if systemd_runs; then
    say "starting Nix's daemon"
    as_root systemctl start nix-daemon.service
    nix_ store ping --store daemon >/dev/null 2>&1 || fail "Nix's daemon does not answer $(id -un)" \
      "log in again, so that the new group nix-users holds, and run ./install.sh again"
  else
    fail "Nix's daemon, through which users other than root build, is not running" \
      "start it as root (there is no systemd here to do so): nix-daemon &"
  fi
}

nix_() { nix --extra-experimental-features "nix-command flakes" "$@"; }

# Nix looks for a `nixpkgs` to take an interactive bash from whenever it opens a shell. Where GitHub cannot be reached,
# kernel-builder itself is that place: it has one.
write_registry() {
  grep -qsF "flake-registry = $registry" "$conf" || return 0
  [ -z "$dry_run" ] || return 0
  named=$(sed -n 's/.*"path": "\([^"]*\)".*/\1/p' "$registry" 2>/dev/null || true)
  [ -z "$named" ] || [ ! -e "$named" ] || return 0
  source=$(nix_ flake metadata --json "$here" 2>/dev/null | sed -n 's/.*"path":"\([^"]*\)".*/\1/p')
  [ -n "$source" ] || return 0
  say "writing $registry, with which Nix finds a shell without asking GitHub"
  write_as_root "$registry" <<EOF
{"version": 2, "flakes": [{"from": {"type": "indirect", "id": "nixpkgs"}, "to": {"type": "path", "path": "$source"}}]}
EOF
  # Keeps the copy from being collected as garbage.
  as_root mkdir -p /nix/var/nix/gcroots
  as_root ln -sfn "$source" /nix/var/nix/gcroots/kernel-builder-source
}

# Where the command goes: to all users' programs as root, else to the user's own.
command_folder() {
  if [ "$(id -u)" = 0 ]; then echo /usr/local; else echo "$HOME/.local"; fi
}

install_command() {
  folder=$(command_folder)
  if [ -n "$dry_run" ]; then
    echo "  would install $folder/bin/kernel-builder"
    return 0
  fi
  before=$(readlink -f "$folder/lib/kernel-builder" 2>/dev/null || true)
  mkdir -p "$folder/bin" "$folder/lib"
  [ -n "$before" ] || say "building the command kernel-builder (this fetches about 150 MB the first time)"
  log=$(mktemp)
  # The link keeps the command from being collected as garbage.
  if ! nix_ build "$here#kernel-builder" --out-link "$folder/lib/kernel-builder" 2>"$log"; then
    grep -v '^building' "$log" | tail -n 12 >&2
    fail "the command was not built" "the lines above are Nix's; correct what they say and run ./install.sh again"
  fi
  rm -f "$log"
  ln -sfn ../lib/kernel-builder/bin/kernel-builder "$folder/bin/kernel-builder"
  if [ "$before" != "$(readlink -f "$folder/lib/kernel-builder")" ]; then
    say "installed $folder/bin/kernel-builder"
    case ":$PATH:" in
      *":$folder/bin:"*) ;;
      *) say "add $folder/bin to PATH to call it by name" ;;
    esac
  fi
}

take_back() {
  folder=$(command_folder)
  for path in "$folder/bin/kernel-builder" "$folder/lib/kernel-builder"; do
    [ -L "$path" ] || continue
    say "removing $path"
    [ -n "$dry_run" ] || rm "$path"
  done
  if grep -qsF "$begin" "$conf"; then
    say "taking kernel-builder's settings out of $conf"
    [ -n "$dry_run" ] || as_root sed -i "/^$begin\$/,/^$end\$/d" "$conf"
  fi
  if [ -e "$registry" ]; then
    say "removing $registry"
    as_root rm -f "$registry" /nix/var/nix/gcroots/kernel-builder-source
  fi
  say "Nix and its store stay: apt-get purge nix-bin and rm -rf /nix remove them"
}

if [ -n "$uninstall" ]; then
  take_back
  exit
fi
install_packages
systemd_runs || add_build_users
join_nix_users
write_settings
if [ -n "$dry_run" ] && ! command -v nix >/dev/null; then
  exit
fi
need_daemon
write_registry
[ -z "$command" ] || install_command
