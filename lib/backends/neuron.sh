# shellcheck shell=bash
# AWS' kernel driver makes this device.
machine_runs_neuron() { [ -e /dev/neuron0 ]; }
