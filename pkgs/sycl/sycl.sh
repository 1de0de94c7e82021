# shellcheck shell=bash
# SYCL's compiler: see sycl.py in the folder of the driver.
export SYCL_DEVICE_OPTIONS="--sysroot=@debianRoot@ \
--gcc-install-dir=@debianRoot@/usr/lib/gcc/@multiarch@/12 -isystem @sysroot@/include -fclang-abi-compat=17"
export SYCL_DEVICE_COMPILER=@out@/lib/libsycl-jit.so
export SYCL_HOST_COMPILER=@out@/libexec/clang++ SYCL_LINKER=@cc@/bin/g++ SYCL_DEMANGLE=@debianRoot@/bin/c++filt
export PYTHONDONTWRITEBYTECODE=1
exec @debianRoot@/bin/python3 @driver@/sycl.py "$@"
