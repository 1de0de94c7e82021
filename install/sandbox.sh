# shellcheck shell=sh disable=SC2154,SC2034 # variables of install.sh
# Whether this machine allows Nix's sandbox, and what to do if it does not.

# Whether Nix can make a sandbox: namespaces, and in them a mount of /proc.
sandbox_works() {
  command -v unshare >/dev/null || return 0
  run=
  [ "$(id -u)" = 0 ] || is_single_user || run=$sudo
  # Only the daemon's user, root, counts.
  [ "$run" != none ] || return 0
  set -- --mount --pid --ipc --uts --net --fork --mount-proc true
  $run unshare --user --map-root-user "$@" 2>/dev/null ||
    { ! is_single_user && $run unshare "$@" 2>/dev/null; }
}

# The value of Nix's setting `sandbox`: true if --strict asks for it, or if an earlier run wrote it.
choose_sandbox() {
  sandbox=${sandbox_choice:-relaxed}
  [ -n "$sandbox_choice" ] || ! own_block "$(settings_conf)" | grep -qx 'sandbox = true' || sandbox=true
  ! sandbox_works || return 0
  sandbox=false
  [ -z "$no_sandbox" ] && ! own_block "$(settings_conf)" | grep -qx 'sandbox = false' || return 0
  kernel_setting=user.max_user_namespaces=15000
  # Ubuntu lets only root use namespaces.
  ! grep -qsx 1 "$root/proc/sys/kernel/apparmor_restrict_unprivileged_userns" ||
    kernel_setting=kernel.apparmor_restrict_unprivileged_userns=0
  fail "this machine does not allow the namespaces that Nix's sandbox needs" \
    "in a container, allow them: docker run --privileged, or --security-opt seccomp=unconfined --security-opt systempaths=unconfined" \
    "on a machine, as root: sysctl -w $kernel_setting" \
    "or build without a sandbox: install.sh --no-sandbox. Builds can then read this machine's files:" \
    "the same sources may give other bytes elsewhere, and reports and metadata.json say there was no sandbox"
}
