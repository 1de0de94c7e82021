# shellcheck shell=bash disable=SC2154 # attributes of the shell
# Become the shell of the first of $candidates, backend=variant=derivation, whose backend the machine can run.
chosen=
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
derivation=${chosen##*=} chosen=${chosen#*=}
echo "kernel-builder: ${chosen%%=*}, as the best that this machine can run; nix develop .#VARIANT opens another" >&2
if environment=$(nix --extra-experimental-features "nix-command flakes" print-dev-env "$derivation"); then
  eval "$environment"
else
  exit 1
fi
