# shellcheck shell=bash
# What of this machine a shell is for, found when the shell starts: evaluation is pure and cannot know.

# The folder of the machine's NVIDIA driver. KERNEL_BUILDER_DRIVER_FOLDER goes before the places where drivers are put.
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

machine_runs() { # backend
  case $1 in
    cuda) nvidia_driver_folder >/dev/null ;;
    rocm) [ -e /dev/kfd ] ;;
    xpu) /sbin/ldconfig -p 2>/dev/null | grep -q 'libze_intel_gpu\.so' ;;
    cpu) true ;;
  esac
}

# Links to the driver's libraries in a folder of their own, and nothing else of the machine's libraries.
link_nvidia_driver() {
  local links folder name
  if ! folder=$(nvidia_driver_folder); then
    echo "kernel-builder: this machine has no NVIDIA driver (libcuda.so.1): this shell cannot use a GPU" >&2
    return 0
  fi
  links=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/kernel-builder/nvidia-driver${folder//\//-}
  mkdir -p "$links"
  # What libcuda loads in its turn comes from the same driver.
  for name in "$folder"/libcuda.so* "$folder"/libcudadebugger.so* "$folder"/libnvidia-ml.so* \
    "$folder"/libnvidia-ptxjitcompiler.so* "$folder"/libnvidia-nvvm*.so* "$folder"/libnvidia-gpucomp.so*; do
    [ ! -e "$name" ] || ln -sf "$name" "$links/"
  done
  # Those of a driver that was replaced since.
  find "$links" -xtype l -delete
  export LD_LIBRARY_PATH=$links${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
}
