"""`nix run .#ci-test` runs those tests of a kernel that are marked kernels_ci."""

from shared import SHORT


def test_ci_test_runs_the_marked_tests_and_refuses_a_kernel_that_marks_none(nix, relu, change):
    default = nix("run", "--no-write-lock-file", ".#ci-test", "--", "-q", cwd=relu)
    assert "passed" in default.stdout and "deselected" in default.stdout
    named = nix("run", "--no-write-lock-file", f".#ciTests.{SHORT}", "--", "-q", cwd=relu)
    assert "passed" in named.stdout
    change(relu / "tests/test_relu.py", "@pytest.mark.kernels_ci\n", "")
    failed = nix("run", "--no-write-lock-file", f".#ciTests.{SHORT}", cwd=relu, check=False)
    assert failed.returncode == 5 and "no test is marked kernels_ci" in failed.stderr
