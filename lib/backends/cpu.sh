# shellcheck shell=bash
machine_runs_cpu() { true; }
