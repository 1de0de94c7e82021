#!@bash@
# clang for HIP: the headers and libraries of the Debian root and its GCC, the sysroot's before them, and this ROCm.
# shellcheck disable=SC2086 # lists of flags, none of which holds a space
exec @clang@/bin/clang++ --rocm-path=@rocm@ --sysroot=@debianRoot@ \
  --gcc-install-dir=@debianRoot@/usr/lib/gcc/@multiarch@/12 -B@debianRoot@/bin -isystem @sysroot@/include "$@" ${NIX_CFLAGS_COMPILE:-}
