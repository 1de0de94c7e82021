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

Sets this machine up to build kernels, and prints each change:
  - installs Nix, git and pip with apt, if they are missing;
  - adds settings to $conf: flakes, a sandbox that only fetchers may leave, and parallel builds.
    Existing settings stay, and the old file is kept as a backup;
  - switches off the binary cache cache.nixos.org and the flake registry if this machine cannot reach them,
    and adds the binary cache of Hugging Face if it can;
  - installs the command kernel-builder.
You can run it again at any time: it skips each step that is already done.

  --dry-run      print the changes, but make none
  --uninstall    undo the changes; Nix and its store stay
  --no-command   do not install the command
EOF
}

dry_run='' uninstall='' command=yes
for argument; do
  case $argument in
    --help | -h) usage && exit ;;
    --dry-run) dry_run=yes ;;
    --uninstall) uninstall=yes ;;
    --no-command) command='' ;;
    *) echo "error: unknown option $argument; \`./install.sh --help\` lists the options" >&2 && exit 2 ;;
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

# Run a command as root; with --dry-run, only print it.
as_root() {
  if [ -n "$dry_run" ]; then
    echo "  would run: $*"
  elif [ "$sudo" = none ]; then
    fail "only root can run: $*" "run ./install.sh as root once, or install sudo"
  else
    $sudo "$@"
  fi
}

# Write standard input to a file as root; with --dry-run, only print it.
write_as_root() {
  if [ -n "$dry_run" ]; then
    sed "s|^|  would write to $1: |"
  else
    as_root mkdir -p "$(dirname "$1")"
    as_root tee "$1" >/dev/null
  fi
}

# Look for pip's module: running pip takes ten times as long.
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
    # Users other than root build through Nix's daemon. Only systemd can start the daemon.
    ! systemd_runs || packages="$packages nix-setup-systemd"
  fi
  command -v git >/dev/null || packages="$packages git"
  has_pip || packages="$packages python3-pip"
  [ -e /etc/ssl/certs/ca-certificates.crt ] || packages="$packages ca-certificates"
  [ -n "$packages" ] || return 0

  command -v apt-get >/dev/null || fail "this machine has no apt-get to install these with:$packages" \
    "install them with this machine's own package manager; Nix (2.8 or later): https://nixos.org/download"
  say "installing with apt: ${packages# }"
  [ -n "$dry_run" ] || log=$(mktemp)
  for step in "-o Acquire::Languages=none update" "install -y --no-install-recommends $packages"; do
    # shellcheck disable=SC2086 # a list of words
    if [ -n "$dry_run" ]; then
      as_root apt-get $step
    elif ! as_root env DEBIAN_FRONTEND=noninteractive apt-get -q $step >"$log" 2>&1; then
      tail -n 5 "$log" >&2
      fail "apt-get $step failed" \
        "the lines above are apt's; solve the problem that they name and run ./install.sh again"
    fi
  done
  [ -n "$dry_run" ] || rm -f "$log"
}

# Builds run as these users. Debian's package nix-setup-systemd adds them, but needs systemd.
add_build_users() {
  ! getent group nixbld >/dev/null || return 0
  say "adding the group nixbld with $build_users users; builds run as these users"
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
  say "adding $user to the group nix-users, which may use Nix's daemon; log out and in again to use it"
  as_root usermod --append --groups nix-users "$user"
}

# Whether a web address answers within three seconds, even with an error.
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
  echo "# kernel-builder's install.sh wrote these lines; ./install.sh --uninstall removes them."
  echo "extra-experimental-features = nix-command flakes"
  echo "# Builds are sandboxed, fetchers are not."
  echo "sandbox = relaxed"
  echo "max-jobs = auto"
  if answers https://cache.nixos.org/nix-cache-info; then
    if answers https://huggingface.cachix.org/nix-cache-info; then
      echo "extra-substituters = https://huggingface.cachix.org"
      echo "extra-trusted-public-keys = huggingface.cachix.org-1:ynTPbLS0W8ofXd9fDjk1KvoFky9K2jhxe6r4nXAkc/o="
    fi
  else
    echo "# This machine cannot reach cache.nixos.org."
    echo "substituters ="
  fi
  if ! answers https://github.com; then
    echo "# This machine cannot reach GitHub, which has the registry of flakes."
    echo "flake-registry = $registry"
  fi
  echo "$end"
}

write_settings() {
  ! grep -qsF "$begin" "$conf" || return 0
  if [ -e "$conf" ]; then
    say "adding settings to the end of $conf; the old file is kept as $conf.before-kernel-builder"
    as_root cp -p "$conf" "$conf.before-kernel-builder"
  else
    say "writing settings to $conf"
  fi
  present=$(cat "$conf" 2>/dev/null || true)
  added=$(settings)
  echo "$added" | grep -v '^#' | sed 's/^/  /'
  # The lines above have shown the settings already.
  [ -n "$dry_run" ] || printf '%s\n' ${present:+"$present"} "$added" | write_as_root "$conf"
  if systemd_runs; then
    say "restarting Nix's daemon, so that it reads the new settings"
    as_root systemctl restart nix-daemon.service
  fi
}

# Users other than root cannot write the store, so they build through Nix's daemon.
need_daemon() {
  if [ "$(id -u)" = 0 ] || [ -n "$dry_run" ] || nix_ store ping --store daemon >/dev/null 2>&1; then return 0; fi
  if systemd_runs; then
    say "starting Nix's daemon"
    as_root systemctl start nix-daemon.service
    nix_ store ping --store daemon >/dev/null 2>&1 || fail "Nix's daemon does not answer the user $(id -un)" \
      "log out and in again, so that you are in the group nix-users, and run ./install.sh again"
  else
    fail "Nix's daemon is not running; users other than root need it to build" \
      "this machine has no systemd to start it; as root, run: nix-daemon &"
  fi
}

nix_() { nix --extra-experimental-features "nix-command flakes" "$@"; }

# Whenever Nix opens a shell, it takes an interactive bash from the flake `nixpkgs`. If this machine cannot reach
# GitHub, write a registry of flakes that gives kernel-builder the name `nixpkgs`: kernel-builder has a bash too.
write_registry() {
  grep -qsF "flake-registry = $registry" "$conf" || return 0
  [ -z "$dry_run" ] || return 0
  named=$(sed -n 's/.*"path": "\([^"]*\)".*/\1/p' "$registry" 2>/dev/null || true)
  [ -z "$named" ] || [ ! -e "$named" ] || return 0
  source=$(nix_ flake metadata --json "$here" 2>/dev/null | sed -n 's/.*"path":"\([^"]*\)".*/\1/p')
  [ -n "$source" ] || return 0
  say "writing $registry, so that Nix finds a bash without GitHub"
  write_as_root "$registry" <<EOF
{"version": 2, "flakes": [{"from": {"type": "indirect", "id": "nixpkgs"}, "to": {"type": "path", "path": "$source"}}]}
EOF
  # The link protects the copy from garbage collection.
  as_root mkdir -p /nix/var/nix/gcroots
  as_root ln -sfn "$source" /nix/var/nix/gcroots/kernel-builder-source
}

# The folder to install the command in: root installs it for all users, another user for themselves.
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
  [ -n "$before" ] || say "building the command kernel-builder (the first time, this downloads about 150 MB)"
  log=$(mktemp)
  # The link protects the command from garbage collection.
  if ! nix_ build "$here#kernel-builder" --out-link "$folder/lib/kernel-builder" 2>"$log"; then
    grep -v '^building' "$log" | tail -n 12 >&2
    fail "the command could not be built" \
      "the lines above are Nix's; solve the problem that they name and run ./install.sh again"
  fi
  rm -f "$log"
  ln -sfn ../lib/kernel-builder/bin/kernel-builder "$folder/bin/kernel-builder"
  if [ "$before" != "$(readlink -f "$folder/lib/kernel-builder")" ]; then
    say "installed $folder/bin/kernel-builder"
    case ":$PATH:" in
      *":$folder/bin:"*) ;;
      *) say "to call it by its name, add $folder/bin to PATH" ;;
    esac
  fi
}

uninstall() {
  folder=$(command_folder)
  for path in "$folder/bin/kernel-builder" "$folder/lib/kernel-builder"; do
    [ -L "$path" ] || continue
    say "removing $path"
    [ -n "$dry_run" ] || rm "$path"
  done
  if grep -qsF "$begin" "$conf"; then
    say "removing kernel-builder's settings from $conf"
    [ -n "$dry_run" ] || as_root sed -i "/^$begin\$/,/^$end\$/d" "$conf"
  fi
  if [ -e "$registry" ]; then
    say "removing $registry"
    as_root rm -f "$registry" /nix/var/nix/gcroots/kernel-builder-source
  fi
  say "Nix and its store stay; to remove them: apt-get purge nix-bin && rm -rf /nix"
}

if [ -n "$uninstall" ]; then
  uninstall
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
