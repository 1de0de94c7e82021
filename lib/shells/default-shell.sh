# shellcheck shell=bash disable=SC2154 # choose_candidate sets it
# Turn into the chosen shell.
choose_candidate
if environment=$(nix --extra-experimental-features "nix-command flakes" print-dev-env "$chosen_derivation"); then
  eval "$environment"
else
  exit 1
fi
