#!@debianRoot@/bin/bash
# Debian's @name@ with the sysroot's headers and libraries before Debian's own.
root=@debianRoot@
sysroot=@sysroot@

# A program runs on this machine only, from the root's libraries; a library runs anywhere and names no folder.
library=
program=(-Wl,--dynamic-linker="$root/usr/@loader@" -Wl,-rpath,"$root/usr/lib/@multiarch@")
for argument; do
  case $argument in
    -shared | -Wl,-shared) program=() library=1 ;;
    -c | -S | -E | -r) program=() ;;
  esac
done

# shellcheck disable=SC2086 # lists of flags, none of which holds a space
command=("$root/bin/@name@" --sysroot="$root" -B"$root/bin" -isystem "$sysroot/include"
  "$@" ${NIX_CFLAGS_COMPILE:-}
  -L"$sysroot/lib" ${NIX_LDFLAGS:-} "${program[@]}"
  -Wl,--exclude-libs,libstdc++.a:libmanylinux_compat.a)
[ -n "$library" ] || exec "${command[@]}"

# The sysroot's stubs end at the ceiling: of a version above it the linker says only that nothing has it.
said=$("${command[@]}" 2>&1) && status=0 || status=$?
[ -z "$said" ] || printf '%s\n' "$said" >&2
if [ $status -ne 0 ]; then
  sed -n "s/.*versioned symbol \`\([^@]*\)@\{1,2\}\([A-Za-z]*_[0-9.]*\)'.*/error: \1 asks for \2, which is above \
manylinux_2_28 (PEP 600)\n  do not force the version of a symbol (symver): kernels load on systems that do not have it/p" <<<"$said" >&2
fi
exit $status
