# shellcheck shell=bash disable=SC2154 # attributes of the derivation
export PYTHONPATH=$KERNEL_MODULES
marker="kernels_ci: what continuous integration runs on a machine with the kernel's hardware"
@python@/bin/python -m pytest -p no:cacheprovider -o "markers=$marker" -m kernels_ci "$@" @tests@
status=$?
if [ $status -eq 5 ]; then
  echo "error: no test is marked kernels_ci: put @pytest.mark.kernels_ci before those that are to run" >&2
fi
exit $status
