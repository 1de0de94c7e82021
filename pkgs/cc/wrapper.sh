# shellcheck shell=bash
# Debian's @name@, which finds the sysroot's headers and libraries before Debian's own.
root=@debianRoot@
sysroot=@sysroot@
# shellcheck disable=SC2206 # a list of flags, none of which holds a space
compile=("$root/bin/@name@" --sysroot="$root" -B"$root/bin" -isystem "$sysroot/include" "$@" ${NIX_CFLAGS_COMPILE:-})

# Whether a word tells that nothing is linked. This saves a call of GCC for most files; the word after some options is
# their value.
only_compiles() {
  local word is_value=
  for word; do
    if [ -n "$is_value" ]; then
      is_value=
      continue
    fi
    case $word in
      -c | -S | -E | -M | -MM | -fsyntax-only) return 0 ;;
      -Xlinker | -Xassembler | -Xpreprocessor | --param | -[oxIDULTAueBzl] | -M[FTQ] | -i* | -specs) is_value=1 ;;
    esac
  done
  return 1
}

only_compiles "$@" && exec "${compile[@]}"
# GCC knows the rest: response files, headers that become precompiled ones, `--version` and other questions. Its plan has
# a line for the linker, collect2, if it links.
plan=$("${compile[@]}" -### 2>&1) || exec "${compile[@]}"
[[ $plan == */collect2* ]] || exec "${compile[@]}"
linker=" ${plan##*/collect2} "
linker=${linker//\"/}

# shellcheck disable=SC2206 # a list of flags, none of which holds a space
link=("${compile[@]}" -L"$sysroot/lib" ${NIX_LDFLAGS:-} "-Wl,--exclude-libs,libstdc++.a:libmanylinux_compat.a")
case $linker in
  # An object of objects.
  *" -r "*) exec "${link[@]}" ;;
  # A library runs on any machine and names no folder.
  *" -shared "*) ;;
  # A program runs on this machine only, with the root's libraries.
  *) exec "${link[@]}" "-Wl,--dynamic-linker=$root/usr/@loader@" "-Wl,-rpath,$root/usr/lib/@multiarch@" ;;
esac

# The sysroot's stubs end at the ceiling. For a newer version, the linker reports only that no library defines it.
log=$("${link[@]}" 2>&1) && status=0 || status=$?
[ -z "$log" ] || printf '%s\n' "$log" >&2
if [ "$status" -ne 0 ]; then
  sed -n "s/.*versioned symbol \`\([^@]*\)@\{1,2\}\([A-Za-z]*_[0-9.]*\)'.*/error: \1 asks for \2, but a kernel may use \
nothing newer than manylinux_2_28 (PEP 600)\n  do not force the symbol's version (symver): kernels also load on \
systems that do not have it/p" <<<"$log" >&2
fi
exit "$status"
