import pytest

from kernel_builder.command.nix.program import current_system


@pytest.fixture
def planned(kernel, nix_program, plan_record):
    nix_program.evaluates(f"legacyPackages.{current_system()}.plan", plan_record)
    return kernel


def test_identical_builds_are_reported(planned, nix_program, run):
    nix_program.answer("build --no-link")
    nix_program.answer("--realise", stdout="/nix/store/0-a\n")
    result = run("check-reproducible", planned)
    assert (result.exit_code, result.output) == (0, "a-x: both builds are identical\n")
    assert nix_program.calls[-1] == ["nix-store", "--realise", "--check", "--keep-failed", "/nix/store/0-a.drv"]


def test_each_difference_is_a_line_with_file_and_byte(planned, nix_program, run, tmp_path):
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "_a.abi3.so").write_text(f"1{name}")
    nix_program.answer("build --no-link")
    stderr = f"error: output '{tmp_path}/first' differs from '{tmp_path}/second'\n"
    nix_program.answer("--realise", stderr=stderr, status=104)
    result = run("check-reproducible", planned, "--variant", "a")
    assert (result.exit_code, result.output) == (
        1,
        "a-x: the second build differs:\n"
        "  _a.abi3.so: byte 1 of 6\n"
        "error: the build is not reproducible\n"
        "  remove times, random numbers and the machine's properties from the kernel's sources\n",
    )


def test_a_first_build_that_fails_ends_the_command(planned, nix_program, run):
    nix_program.answer("build --no-link", status=1)
    result = run("check-reproducible", planned, "-L")
    assert (result.exit_code, result.output) == (1, "")
    assert nix_program.calls[-1][:4] == ["nix", "build", "--no-link", "--print-build-logs"]
