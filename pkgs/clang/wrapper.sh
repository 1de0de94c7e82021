# shellcheck shell=bash
# clang with @for@. It finds the sysroot's headers before the headers of the Debian root and its GCC.
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
