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


def test_each_object_is_made_again_once_and_its_source_is_named(planned, plan_record, nix_program, run, tmp_path):
    plan_record["parts"]["builds"]["a-x"]["objects"] = {"src/a.cu": "/nix/store/1-object.drv"}
    (nix_program.folder / "answers.json").write_text("[]")
    nix_program.answer("--version", stdout="nix (Nix) 2.8.0\n")
    nix_program.answer("--dry-run")
    nix_program.evaluates(f"legacyPackages.{current_system()}.plan", plan_record)
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "object.o").write_text(f"1{name}")
    nix_program.answer("build --no-link")
    stderr = f"error: output '{tmp_path}/first' differs from '{tmp_path}/second'\n"
    nix_program.answer("/nix/store/1-object.drv", stderr=stderr, status=104)
    nix_program.answer("--realise", stdout="/nix/store/0-a\n")
    result = run("check-reproducible", planned)
    assert result.exit_code == 1 and "  src/a.cu: object.o: byte 1 of 6\n" in result.output
