# shellcheck shell=bash
# These variables would let the machine's libraries and Python packages in.
unset LD_LIBRARY_PATH PYTHONPATH PYTHONHOME
# `nix develop` makes a folder for temporary files that only its user may enter. Without a daemon, builds that are started
# in the shell run as other users and have their own folders inside of it.
case ${TMPDIR:-} in
  */nix-shell.*) chmod go+x "$TMPDIR" ;;
esac
