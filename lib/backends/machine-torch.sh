# shellcheck shell=bash
# Let a shell use the machine's own Torch, for a backend without a build of Torch on PyPI. KERNEL_BUILDER_TORCH names
# the folder where Torch is installed: the target of `pip install --target`, or the site-packages of an environment.
# Arguments: Torch's version, the backend, the backend's version if PyTorch's index and the version of its builds name it
# (else empty), and the vendor's name of the backend.
find_machine_torch() {
  local folder=${KERNEL_BUILDER_TORCH:-} wanted="Torch $1 for $4${3:+ $3}" version
  if [ -z "$folder" ]; then
    cat >&2 <<EOF
kernel-builder: this shell has no Torch, since PyPI has none for $4: you can compile the kernel here, but not load it.
  To load it, install $wanted from PyTorch's own index, and name its folder when you open the shell:
  pip install --target torch-$2$3 --python-version 3.11 --platform manylinux_2_28_x86_64 --only-binary :all: \\
    --index-url https://download.pytorch.org/whl/$2$3 'torch==$1.*'
  KERNEL_BUILDER_TORCH=\$PWD/torch-$2$3 nix develop ...
EOF
    return 0
  fi
  version=$(sed -n "s/^__version__ = '\(.*\)'/\1/p" "$folder/torch/version.py" 2>/dev/null || true)
  if [ -z "$version" ]; then
    echo "kernel-builder: KERNEL_BUILDER_TORCH is $folder, which has no torch/version.py: this shell has no Torch" >&2
    return 0
  fi
  case $version in
    "$1".*"+$2$3"*) ;;
    *) echo "kernel-builder: KERNEL_BUILDER_TORCH has Torch $version, but this shell is for $wanted" >&2 ;;
  esac
  export PYTHONPATH=$folder
}
