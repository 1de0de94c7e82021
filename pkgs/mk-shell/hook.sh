# shellcheck shell=bash
# With these variables, programs would load the machine's libraries and Python packages.
unset LD_LIBRARY_PATH PYTHONPATH PYTHONHOME
# `nix develop` makes a folder for temporary files that only its user may enter. Without a daemon, builds that start in
# this shell run as other users and have their own folders in it.
case ${TMPDIR:-} in
  */nix-shell.*) chmod go+x "$TMPDIR" ;;
esac
