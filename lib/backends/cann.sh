# shellcheck shell=bash
# Huawei's kernel driver makes this device.
machine_runs_cann() { [ -e /dev/davinci_manager ]; }
