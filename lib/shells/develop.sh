# shellcheck shell=bash disable=SC2154 # attributes of the shell
# Activate the kernel's virtual environment, and let Python and `kernels` load what `cmake --build build-ext` makes. Runs
# in the kernel's folder.
if [ -e build.toml ]; then
  if python3 "$makeVenv" .venv "$variant"; then
    export VIRTUAL_ENV_DISABLE_PROMPT=1
    source .venv/bin/activate
  fi
  # `pip install -e .` builds with the shell's CMake and setuptools, and fetches none. pip reads 0 as "no isolation".
  export PIP_NO_BUILD_ISOLATION=0
  export KERNEL_FOLDER=$PWD/build-ext/$module
  export LOCAL_KERNELS=$repoId=$KERNEL_FOLDER PYTHONPATH=$KERNEL_MODULES${PYTHONPATH:+:$PYTHONPATH}
else
  echo "kernel-builder: there is no build.toml here, so no .venv is made" >&2
fi
