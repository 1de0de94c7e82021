# shellcheck shell=bash
# An interactive shell shows its variant in the prompt.
if [ -n "${PS1:-}" ]; then
  # shellcheck disable=SC2154 # an attribute of the shell
  PS1="\n\[\e[1;32m\]($variant)\[\e[0m\] \w \$ "
fi
