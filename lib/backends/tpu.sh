# shellcheck shell=bash
# Google's kernel driver makes one of these devices.
machine_runs_tpu() { [ -e /dev/accel0 ] || [ -e /dev/vfio/0 ]; }
