# shellcheck shell=bash
# The machine's own NVIDIA driver, for a shell: links to its libraries in a folder of their own, and nothing else of the
# machine's libraries. KERNEL_BUILDER_DRIVER_FOLDER goes before the places where drivers are installed.
link_nvidia_driver() {
  local links=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/kernel-builder/nvidia-driver folder name
  local known
  known=$(/sbin/ldconfig -p 2>/dev/null | sed -n 's|.*libcuda\.so\.1 .* => \(.*\)/libcuda\.so\.1$|\1|p')
  rm -rf "$links"
  mkdir -p "$links"
  for folder in ${KERNEL_BUILDER_DRIVER_FOLDER:-} $known /run/opengl-driver/lib /usr/lib/wsl/lib \
    /usr/local/nvidia/lib64 /usr/lib/x86_64-linux-gnu /usr/lib/aarch64-linux-gnu /usr/lib64 /usr/lib; do
    [ -e "$folder/libcuda.so.1" ] || continue
    # What libcuda loads in its turn comes from the same driver.
    for name in "$folder"/libcuda.so* "$folder"/libcudadebugger.so* "$folder"/libnvidia-ml.so* \
      "$folder"/libnvidia-ptxjitcompiler.so* "$folder"/libnvidia-nvvm*.so* "$folder"/libnvidia-gpucomp.so*; do
      [ ! -e "$name" ] || ln -s "$name" "$links/"
    done
    export LD_LIBRARY_PATH=$links${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
    return 0
  done
  echo "kernel-builder: this machine has no NVIDIA driver (libcuda.so.1): this shell cannot use a GPU" >&2
}
link_nvidia_driver
unset -f link_nvidia_driver
