# shellcheck shell=bash disable=SC2154 # ci-test.nix sets tests and python
if [ -z "$tests" ]; then
  echo "error: the kernel has no folder \`tests\`, so there is nothing to run" >&2
  exit 1
fi
export PYTHONPATH=$KERNEL_MODULES${PYTHONPATH:+:$PYTHONPATH}
marker="kernels_ci: tests for continuous integration on a machine with the kernel's hardware"
"$python/bin/python" -B -m pytest -p no:cacheprovider -o "markers=$marker" -m kernels_ci "$@" "$tests"
status=$?
if [ $status -eq 5 ]; then
  echo "error: no test is marked kernels_ci; put @pytest.mark.kernels_ci before each test to run" >&2
fi
exit $status
