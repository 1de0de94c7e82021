# shellcheck shell=bash disable=SC2154,SC2034 # the shell has candidates as an attribute; callers read the results
# $candidates holds words backend=variant=derivation, best first. Choose the first word whose backend the machine can
# run: set chosen_variant and chosen_derivation, and print the choice. The backends' files define
# machine_runs_<backend>.
choose_candidate() {
  local candidate chosen=
  for candidate in $candidates; do
    if "machine_runs_${candidate%%=*}"; then
      chosen=$candidate
      break
    fi
  done
  local reason="the best variant that this machine can run"
  if [ -z "$chosen" ]; then
    chosen=${candidates%% *}
    reason="the kernel's best variant; this machine can run none of its backends"
  fi
  chosen_derivation=${chosen##*=}
  chosen=${chosen#*=}
  chosen_variant=${chosen%%=*}
  echo "kernel-builder: $chosen_variant, $reason" >&2
}
