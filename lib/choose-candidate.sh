# shellcheck shell=bash disable=SC2154 # attributes of the derivation
# Out of $candidates, words backend=variant=derivation, best first, take the first whose backend the machine can run:
# sets chosen_variant and chosen_derivation, and says which.
choose_candidate() {
  local candidate chosen=
  for candidate in $candidates; do
    if machine_runs "${candidate%%=*}"; then
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
  echo "kernel-builder: $chosen_variant, the best that this machine can run" >&2
}
