# shellcheck shell=bash
# Debian's @name@, which finds the sysroot's headers and libraries before Debian's own.
root=@debianRoot@
sysroot=@sysroot@

# A program runs on this machine only, with the root's libraries. A library runs on any machine and names no folder.
library=
program=("-Wl,--dynamic-linker=$root/usr/@loader@" "-Wl,-rpath,$root/usr/lib/@multiarch@")
for argument; do
  case $argument in
    -shared | -Wl,-shared) program=() library=1 ;;
    -c | -S | -E | -r) program=() ;;
  esac
done

# shellcheck disable=SC2206 # lists of flags, none of which holds a space
command=("$root/bin/@name@" --sysroot="$root" -B"$root/bin" -isystem "$sysroot/include"
  "$@" ${NIX_CFLAGS_COMPILE:-}
  -L"$sysroot/lib" ${NIX_LDFLAGS:-} "${program[@]}"
  "-Wl,--exclude-libs,libstdc++.a:libmanylinux_compat.a")
[ -n "$library" ] || exec "${command[@]}"

# The sysroot's stubs end at the ceiling. For a newer version, the linker reports only that no library defines it.
log=$("${command[@]}" 2>&1) && status=0 || status=$?
[ -z "$log" ] || printf '%s\n' "$log" >&2
if [ "$status" -ne 0 ]; then
  sed -n "s/.*versioned symbol \`\([^@]*\)@\{1,2\}\([A-Za-z]*_[0-9.]*\)'.*/error: \1 asks for \2, but a kernel may use \
nothing newer than manylinux_2_28 (PEP 600)\n  do not force the symbol's version (symver): kernels also load on \
systems that do not have it/p" <<<"$log" >&2
fi
exit "$status"
