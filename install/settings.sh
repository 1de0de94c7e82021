# shellcheck shell=sh disable=SC2154,SC2034 # variables of install.sh
# The settings of Nix: which they are, which file they belong to, and how they get there.

etc_conf=$root/etc/nix/nix.conf
custom_conf=$root/etc/nix/nix.custom.conf
user_conf=${XDG_CONFIG_HOME:-$HOME/.config}/nix/nix.conf
begin="# >>> kernel-builder >>>"
end="# <<< kernel-builder <<<"

memory_gb() {
  kb=$(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' "$root/proc/meminfo")
  limit=$(cat "$root/sys/fs/cgroup/memory.max" 2>/dev/null || echo max)
  [ "$limit" = max ] || [ $((limit / 1024)) -ge "$kb" ] || kb=$((limit / 1024))
  echo $(((kb + 524288) / 1048576))
}

# Choose how many builds run at once, and with how many processes each; docs/install.md explains the rule.
choose_jobs() {
  processors=$(nproc)
  processes=$(($(memory_gb) / 2))
  [ $processes -le $((processors * 2)) ] || processes=$((processors * 2))
  cores=$((processes / 2))
  for most in "$processors" 16; do [ "$cores" -le "$most" ] || cores=$most; done
  [ "$cores" -ge 1 ] || cores=1
  jobs=$((processes / cores))
  [ $jobs -ge 1 ] || jobs=1
}

# The settings that users may change for themselves, and the ones of the machine.
user_settings() {
  cat <<EOF
extra-experimental-features = nix-command flakes
connect-timeout = 3
download-attempts = 2
stalled-download-timeout = 10
fallback = true
EOF
}

machine_settings() {
  choose_jobs
  cat <<EOF
sandbox = $sandbox
sandbox-fallback = false
max-jobs = $jobs
cores = $cores
extra-substituters = https://huggingface.cachix.org
extra-trusted-public-keys = huggingface.cachix.org-1:ynTPbLS0W8ofXd9fDjk1KvoFky9K2jhxe6r4nXAkc/o=
EOF
}

own_block() { sed -n "/^$begin\$/,/^$end\$/p" "$1" 2>/dev/null || true; }
other_lines() { sed "/^$begin\$/,/^$end\$/d" "$1" 2>/dev/null || true; }

# The block for a file, of the settings on standard input. The sandbox must be ours; of the others, a user's own line wins.
block_for() {
  echo "$begin"
  echo "# kernel-builder's install.sh wrote these lines; install.sh --uninstall removes them."
  while read -r key rest; do
    case $key in
      sandbox* | extra-*) echo "$key $rest" ;;
      *) other_lines "$1" | grep -q "^ *$key *=" || echo "$key $rest" ;;
    esac
  done
  echo "$end"
}

# Determinate Nix makes nix.conf anew, which then includes nix.custom.conf.
is_determinate() { [ -e "$custom_conf" ] || grep -qs 'nix\.custom\.conf' "$etc_conf"; }

# The file of Nix's settings that this user's builds obey.
settings_conf() {
  if is_single_user; then
    echo "$user_conf"
  elif is_determinate; then
    echo "$custom_conf"
  else
    echo "$etc_conf"
  fi
}

# Whether Nix already has the settings that a build needs, from whatever file.
settings_apply() {
  shown=$(nix --extra-experimental-features nix-command config show 2>/dev/null ||
    nix --extra-experimental-features nix-command show-config 2>/dev/null || true)
  echo "$shown" | grep -q "^sandbox = $sandbox\$" && echo "$shown" | grep -q '^experimental-features = .*flakes'
}

# Put settings into a file, as one block.
write_block() {
  wanted=$(printf '%s\n' "$2" | block_for "$1")
  present=$(own_block "$1")
  [ "$wanted" != "$present" ] || return 0
  if [ -n "$present" ]; then
    say "changing kernel-builder's settings in $1"
  elif [ -e "$1" ]; then
    say "adding settings to the end of $1; the old file is kept as $1.before-kernel-builder"
    if may_write "$1"; then
      [ -n "$dry_run" ] || cp -p "$1" "$1.before-kernel-builder"
    else
      as_root cp -p "$1" "$1.before-kernel-builder"
    fi
  else
    say "writing settings to $1"
  fi
  [ -z "$present" ] || printf '%s\n' "$present" | grep -v '^#' | grep -vxF "$wanted" | sed 's/^/  - /' || true
  printf '%s\n' "$wanted" | grep -v '^#' | grep -vxF "${present:-none}" | sed 's/^/  + /' || true
  others=$(other_lines "$1")
  write_file "$1" "${others:+$others
}$wanted"
  rewrote=yes
}

write_settings() {
  conf=$(settings_conf) rewrote=''
  all_settings=$(user_settings && machine_settings)
  if [ "$conf" = "$user_conf" ]; then
    write_block "$conf" "$all_settings"
    return 0
  fi
  if is_nixos; then
    settings_apply || print_nixos_lines
    return 0
  fi
  writable=yes
  [ "$sudo" = none ] || may_write "$conf" "$sudo" || writable=''
  case $(readlink -f "$conf") in /nix/store/*) writable='' ;; esac
  if [ -z "$writable" ]; then
    settings_apply || {
      echo "error: $conf is read-only, and these settings are missing:"
      printf '%s\n' "$all_settings" | sed 's/^/  /'
      echo "  add them where this file is made, or make it writable; then run install.sh again"
    } >&2
    settings_apply || exit 1
  elif [ "$sudo" != none ]; then
    write_block "$conf" "$all_settings"
    [ -z "$rewrote" ] || ! systemd_runs || {
      say "restarting Nix's daemon, so that it reads the new settings"
      as_root systemctl restart nix-daemon.service
    }
  elif ! settings_apply; then
    write_block "$user_conf" "$(user_settings)"
    write_block "$conf" "$(machine_settings)"
    ! systemd_runs || as_root systemctl restart nix-daemon.service
  fi
}

print_nixos_lines() {
  choose_jobs
  sandbox_value=$sandbox
  [ "$sandbox" != relaxed ] || sandbox_value='"relaxed"'
  cat >&2 <<EOF
error: NixOS makes nix.conf from its configuration, so install.sh changes nothing
  add these lines to configuration.nix, run \`nixos-rebuild switch\`, and run install.sh again:
    nix.settings = {
      experimental-features = [ "nix-command" "flakes" ];
      sandbox = ${sandbox_value};
      max-jobs = $jobs;
      cores = $cores;
      connect-timeout = 3;
      download-attempts = 2;
      stalled-download-timeout = 10;
      fallback = true;
    };
    environment.systemPackages = [ pkgs.git pkgs.debootstrap (pkgs.python3.withPackages (p: [ p.pip ])) ];
EOF
  exit 1
}
