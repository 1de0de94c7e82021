# shellcheck shell=bash disable=SC2154 # attributes of the shell
# A development shell, in the kernel's folder: its virtual environment, and what is installed locally for `kernels`.
if [ -e build.toml ]; then
  if python3 "$makeVenv" .venv "$variant"; then
    export VIRTUAL_ENV_DISABLE_PROMPT=1
    source .venv/bin/activate
  fi
  export LOCAL_KERNELS=$repoId=$PWD/build
else
  echo "kernel-builder: there is no build.toml here, so no .venv is made" >&2
fi
