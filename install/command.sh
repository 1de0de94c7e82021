# shellcheck shell=sh disable=SC2154,SC2034 # variables of install.sh
# Install the command kernel-builder: first the hints for fetchers, a mirror of Debian, and room on the disk.

settings_file=${KERNEL_BUILDER_SETTINGS:-$root/etc/kernel-builder/settings}

# Note what a look-up finds, as hints: fetchers try them first, and look further if they do not serve. A look-up serves for a
# day, unless the user names a mirror or an argument asks for another one. Other lines of the file stay.
write_hints() {
  [ "$sudo" != none ] || may_write "$settings_file" || return 0
  [ -n "${1:-}${KERNEL_BUILDER_DEBIAN_MIRROR:-}${KERNEL_BUILDER_MIRROR:-}" ] ||
    [ -z "$(find "$settings_file" -mtime -1 2>/dev/null)" ] || return 0
  fetchers=$here/pkgs/base/fetchers
  mirror=$(sh "$fetchers/mirrors.sh" find 2>/dev/null | cut -f 2) || true
  pip=$(sh "$fetchers/pip.sh" find 2>/dev/null) || true
  new=$(printf '%s\n' ${mirror:+"DEBIAN_MIRROR=$mirror"} ${pip:+"PIP=$pip"} \
    ${KERNEL_BUILDER_MIRROR:+"MIRROR=$KERNEL_BUILDER_MIRROR"})
  [ -n "$new" ] || return 0
  keys="${mirror:+DEBIAN_MIRROR}|${pip:+PIP}|${KERNEL_BUILDER_MIRROR:+MIRROR}"
  others=$(grep -vE "^(# install\.sh |($keys)=)" "$settings_file" 2>/dev/null || true)
  text="# install.sh found these on this machine. Fetchers try them first.
$new${others:+
$others}"
  if [ "$text" = "$(cat "$settings_file" 2>/dev/null)" ]; then
    [ -n "$dry_run" ] || touch "$settings_file" 2>/dev/null || true
    return 0
  fi
  say "writing $settings_file:"
  printf '%s\n' "$new" | sed 's/^/  /'
  write_file "$settings_file" "$text"
}

# GB in /nix for the command and a first CPU variant: 1.8 GB in the end, and room for the downloads.
disk_need=3

# Debian's files come from a mirror of Debian. On other distributions, debootstrap names one.
need_mirror() {
  [ -z "${KERNEL_BUILDER_MIRROR:-}" ] || return 0
  mirrors=$here/pkgs/base/fetchers/mirrors.sh
  ! sh "$mirrors" find >/dev/null 2>&1 || return 0
  if [ -n "$manager" ] && ! command -v debootstrap >/dev/null; then
    refresh_packages
    if [ -n "$(package_version debootstrap)" ]; then
      say "no mirror of Debian is known here; debootstrap names one"
      install_packages debootstrap
      hand_over
      [ -z "$dry_run" ] || return 0
      write_hints again
    fi
  fi
  sh "$mirrors" find >/dev/null || exit 1
}

need_disk() {
  free=$(df -Pk "$root/nix" | awk 'NR == 2 { printf "%.1f", $4 / 1e6 }')
  say "kernel-builder and a first CPU variant need $disk_need GB in /nix; $free GB are free"
  awk "BEGIN { exit !($free >= $disk_need) }" || fail "kernel-builder needs $disk_need GB in /nix, $free GB are free" \
    "free space on that disk (nix-collect-garbage removes what Nix no longer needs) and run install.sh again"
}

# The folder to install the command in: root installs it for all users, another user for themselves.
command_folder() {
  if [ "$(id -u)" = 0 ]; then echo "$root/usr/local"; else echo "$HOME/.local"; fi
}

# With --strict, Nix runs no fetchers: fetch what the command is made of.
fetch_command() {
  [ "$sandbox" = true ] || return 0
  derivation=$(nix_ eval ${upgrade:+--refresh} --raw "$flake#kernel-builder.drvPath" 2>"$log") || return 0
  sh "$here/pkgs/base/fetchers/outside.sh" prepare "$derivation" 2>"$log" || {
    grep -v '^@nix' "$log" | tail -n 12 >&2
    fail "the files of the command could not be fetched" \
      "solve the problem that the lines above name, and run install.sh again"
  }
}

install_command() {
  folder=$(command_folder)
  if nix_ build --dry-run "$flake#kernel-builder" 2>&1 | grep -q 'will be built'; then
    need_disk
    need_mirror
    # Without an administrator's help, Nix would refuse to build.
    hand_over
    say "building the command kernel-builder (the first time, this downloads about 150 MB)"
  fi
  [ -L "$folder/bin/kernel-builder" ] || say "installing $folder/bin/kernel-builder"
  [ -z "$dry_run" ] || return 0
  before=$(readlink -f "$folder/lib/kernel-builder" 2>/dev/null || true)
  mkdir -p "$folder/bin" "$folder/lib"
  log=$(mktemp)
  fetch_command
  # The link protects the command from garbage collection.
  if ! nix_ build ${upgrade:+--refresh} "$flake#kernel-builder" --out-link "$folder/lib/kernel-builder" 2>"$log"; then
    grep -v '^building' "$log" | tail -n 12 >&2
    fail "the command could not be built" \
      "solve the problem that the lines above name, and run install.sh again"
  fi
  rm -f "$log"
  ln -sfn ../lib/kernel-builder/bin/kernel-builder "$folder/bin/kernel-builder"
  [ "$before" != "$(readlink -f "$folder/lib/kernel-builder")" ] || return 0
  case ":$PATH:" in
    *":$folder/bin:"*) ;;
    *) say "to call the command by its name, add $folder/bin to PATH" ;;
  esac
}

# Prints only what is wrong.
run_doctor() {
  [ -n "$changed" ] && [ -z "$dry_run" ] || return 0
  "$(command_folder)/bin/kernel-builder" doctor --brief || true
}
