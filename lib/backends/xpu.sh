# shellcheck shell=bash
# Intel's Level Zero driver serves its GPUs.
machine_runs_xpu() { /sbin/ldconfig -p 2>/dev/null | grep -q 'libze_intel_gpu\.so'; }
