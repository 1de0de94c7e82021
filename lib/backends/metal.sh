# shellcheck shell=bash
machine_runs_metal() { [ "$(uname -s)" = Darwin ]; }
