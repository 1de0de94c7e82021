# shellcheck shell=bash
# What would let the machine's libraries and Python packages in.
unset LD_LIBRARY_PATH PYTHONPATH PYTHONHOME
# `nix develop` makes a folder for the shell that only its user may enter. Without a daemon, builds that are started in the
# shell run as other users, and have their own folders in it.
case ${TMPDIR:-} in
  */nix-shell.*) chmod go+x "$TMPDIR" ;;
esac
