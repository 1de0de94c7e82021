import json
import subprocess

from kernel_builder.builder.config.read import problems_of


def test_a_valid_file_has_no_problems(run, kernel):
    result = run("check-config", kernel)
    assert (result.exit_code, result.output) == (0, "build.toml: no problems\n")


def test_every_problem_is_printed(run, kernel, change):
    change(kernel / "build.toml", '"small"', '"Small"')
    change(kernel / "build.toml", '"cpu"', '"gpu"')
    result = run("check-config", kernel)
    problems = problems_of(kernel)
    assert [(problem.line, problem.path) for problem in problems] == [(2, "general.name"), (6, "general.backends[0]")]
    assert (result.exit_code, result.output) == (1, "".join(f"{problem.error()}\n" for problem in problems))


def test_a_script_gets_the_problems(run, kernel, change):
    change(kernel / "build.toml", "version = 1", 'version = "one"')
    result = run("check-config", kernel, "--json")
    assert result.exit_code == 1
    assert json.loads(result.output) == [problem._asdict() for problem in problems_of(kernel)]
    assert set(json.loads(result.output)[0]) == {"path", "message", "remedy", "line", "value"}


def test_a_note_is_a_problem_if_asked(run, kernel, change):
    change(kernel / "build.toml", "edition = 5\n", "")
    note = "build.toml names no edition and is read as an older one: `kernel-builder update-build` writes edition 5\n"
    result = run("check-config", kernel)
    assert (result.exit_code, result.output) == (0, f"note: {note}build.toml: no problems\n")
    result = run("check-config", kernel, "--strict")
    assert (result.exit_code, result.output) == (1, f"error: {note}")


def test_files_that_git_does_not_track_are_problems_if_the_build_needs_them_and_notes_else(run, kernel):
    (kernel / "torch-ext/small/more.py").touch()
    subprocess.run(["git", "init", "-q", kernel], check=True)
    subprocess.run(["git", "-C", kernel, "add", "flake.nix", "build.toml", "torch-ext/small/__init__.py"], check=True)
    result = run("check-config", kernel)
    assert (result.exit_code, result.output) == (
        1,
        "error: build.toml: git does not track binding.cpp, so Nix does not see it\n"
        "  run `git add binding.cpp` (with `-f` if .gitignore lists it)\n"
        "note: git does not track torch-ext/small/more.py, so the build leaves out such files; "
        "to include them: git add torch-ext/small/more.py\n",
    )
