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
  if [ -z "$chosen" ]; then
    chosen=${candidates%% *}
    echo "kernel-builder: this machine can run none of the kernel's backends" >&2
  fi
  chosen_derivation=${chosen##*=}
  chosen=${chosen#*=}
  chosen_variant=${chosen%%=*}
  echo "kernel-builder: $chosen_variant, the best variant that this machine can run" >&2
}
