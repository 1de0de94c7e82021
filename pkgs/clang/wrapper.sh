# shellcheck shell=bash
# clang with @for@. It finds the sysroot's headers before the headers of the Debian root and its GCC.

# Print `-cuid=` for the source after `-c`. clang writes the id of a compilation into HIP's objects. By default the id is
# a hash of all arguments, and these hold store paths: each change of an input would change the library.
# shellcheck disable=SC2317,SC2329 # the options may call it
compilation_id() {
  local previous='' argument
  for argument; do
    if [ "$previous" = -c ]; then
      printf -- '-cuid=%s' "$(printf '%s' "$argument" | @debianRoot@/bin/md5sum | @debianRoot@/bin/cut -c 1-16)"
    fi
    previous=$argument
  done
}

# shellcheck disable=SC2086 # these are lists of flags, none of which holds a space
@clang@/bin/clang++ @options@ -ffile-prefix-map=@clang@=/clang -ffile-prefix-map=@sysroot@=/sysroot \
  --sysroot=@debianRoot@ --gcc-install-dir=@debianRoot@/usr/lib/gcc/@multiarch@/12 -B@debianRoot@/bin \
  -isystem @sysroot@/include "$@" ${NIX_CFLAGS_COMPILE:-}
status=$?
hint=@hint@
if [ $status -ne 0 ] && [ -n "$hint" ]; then
  case " $* " in *" -c "*) cat "$hint" >&2 ;; esac
fi
exit $status
