# shellcheck shell=bash
# A Torch of the machine, for a backend that PyPI has no builds for: KERNEL_BUILDER_TORCH names the folder that it is
# installed in, by `pip install --target` or as an environment's site-packages.
find_machine_torch() { # Torch's version, backend, the backend's version, how its vendor writes it
  local folder=${KERNEL_BUILDER_TORCH:-} what="Torch $1 for $4 $3" found
  if [ -z "$folder" ]; then
    cat >&2 <<EOF
kernel-builder: this shell has no Torch, since PyPI has none for $4: the kernel can be compiled here, not loaded.
  To load it, install $what where PyTorch has it, and name the folder when you open the shell:
  pip install --target torch-$2$3 --python-version 3.11 --platform manylinux_2_28_x86_64 --only-binary :all: \\
    --index-url https://download.pytorch.org/whl/$2$3 'torch==$1.*'
  KERNEL_BUILDER_TORCH=\$PWD/torch-$2$3 nix develop ...
EOF
    return 0
  fi
  if ! found=$(sed -n "s/^__version__ = '\(.*\)'/\1/p" "$folder/torch/version.py" 2>/dev/null) || [ -z "$found" ]; then
    echo "kernel-builder: KERNEL_BUILDER_TORCH is $folder, and there is no torch/version.py in it: this shell has no Torch" >&2
    return 0
  fi
  case $found in
    "$1".*"+$2$3"*) ;;
    *) echo "kernel-builder: KERNEL_BUILDER_TORCH has Torch $found; this shell is for $what" >&2 ;;
  esac
  export PYTHONPATH=$folder
}
