# shellcheck shell=bash disable=SC2154 # attributes of the shell
# Activate the kernel's virtual environment, and let `kernels` find local installs. Runs in the kernel's folder.
if [ -e build.toml ]; then
  if python3 "$makeVenv" .venv "$variant"; then
    export VIRTUAL_ENV_DISABLE_PROMPT=1
    source .venv/bin/activate
  fi
  export LOCAL_KERNELS=$repoId=$PWD/build
else
  echo "kernel-builder: there is no build.toml here, so no .venv is made" >&2
fi
