# shellcheck shell=bash
# Tests load kernels from this machine, not from the Hub. The second variable tells `kernel-builder upload` that the shell
# has set the first one, and not the user.
if [ -z "${HF_HUB_OFFLINE:-}" ]; then export HF_HUB_OFFLINE=1 KERNEL_BUILDER_SHELL_IS_OFFLINE=1; fi
