# shellcheck shell=bash
# NVIDIA's driver is the machine's own. A shell looks for it when it starts, since evaluation is pure.

# Print the driver's folder: KERNEL_BUILDER_DRIVER_FOLDER, or else the first of the usual folders that has the driver.
nvidia_driver_folder() {
  local folder known
  known=$(/sbin/ldconfig -p 2>/dev/null | sed -n 's|.*libcuda\.so\.1 .* => \(.*\)/libcuda\.so\.1$|\1|p')
  for folder in ${KERNEL_BUILDER_DRIVER_FOLDER:-} $known /run/opengl-driver/lib /usr/lib/wsl/lib \
    /usr/local/nvidia/lib64 /usr/lib/x86_64-linux-gnu /usr/lib/aarch64-linux-gnu /usr/lib64 /usr/lib; do
    if [ -e "$folder/libcuda.so.1" ]; then
      echo "$folder"
      return 0
    fi
  done
  return 1
}

machine_runs_cuda() { nvidia_driver_folder >/dev/null; }

# Link the driver's libraries into a folder of their own, and add that folder to LD_LIBRARY_PATH. So programs load no
# other library of the machine.
link_nvidia_driver() {
  local links folder name
  if ! folder=$(nvidia_driver_folder); then
    echo "kernel-builder: this machine has no NVIDIA driver (libcuda.so.1): this shell cannot use a GPU" >&2
    return 0
  fi
  links=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/kernel-builder/nvidia-driver${folder//\//-}
  mkdir -p "$links"
  # libcuda loads the other libraries, from the same driver.
  for name in "$folder"/libcuda.so* "$folder"/libcudadebugger.so* "$folder"/libnvidia-ml.so* \
    "$folder"/libnvidia-ptxjitcompiler.so* "$folder"/libnvidia-nvvm*.so* "$folder"/libnvidia-gpucomp.so*; do
    [ ! -e "$name" ] || ln -sf "$name" "$links/"
  done
  # Remove dangling links to an older driver.
  find "$links" -xtype l -delete
  export LD_LIBRARY_PATH=$links${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
}
