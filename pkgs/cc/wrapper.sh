#!@debianRoot@/bin/bash
# Debian's @name@ with the sysroot's headers and libraries before Debian's own.
root=@debianRoot@
sysroot=@sysroot@

# A program runs on this machine only, from the root's libraries; a library runs anywhere and names no folder.
program=(-Wl,--dynamic-linker="$root/usr/@loader@" -Wl,-rpath,"$root/usr/lib/@multiarch@")
for argument; do
  case $argument in
    -shared | -c | -S | -E | -r | -Wl,-shared) program=() ;;
  esac
done

# shellcheck disable=SC2086 # lists of flags, none of which holds a space
exec "$root/bin/@name@" --sysroot="$root" -B"$root/bin" -isystem "$sysroot/include" \
  "$@" ${NIX_CFLAGS_COMPILE:-} \
  -L"$sysroot/lib" ${NIX_LDFLAGS:-} "${program[@]}" \
  -Wl,--exclude-libs,libstdc++.a:libmanylinux_compat.a
