# shellcheck shell=bash
# AMD's kernel driver makes this device.
machine_runs_rocm() { [ -e /dev/kfd ]; }
