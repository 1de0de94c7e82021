from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.project.files import project_files


def names(kernel):
    return sorted(str(name) for name in project_files(read_config(kernel)))


def files_in(kernel):
    return sorted(kernel.rglob("*"))


def test_the_files_are_written(run, kernel):
    result = run("create-pyproject", kernel)
    assert (result.exit_code, result.output) == (0, "".join(f"wrote {name}\n" for name in names(kernel)))
    assert all((kernel / name).is_file() for name in names(kernel))


def test_a_dry_run_writes_nothing_and_refuses_the_same_files(run, kernel):
    before = files_in(kernel)
    result = run("create-pyproject", kernel, "--dry-run")
    assert (result.exit_code, result.output) == (0, "".join(f"would write {name}\n" for name in names(kernel)))
    assert files_in(kernel) == before
    (kernel / "setup.py").write_text("# mine\n")
    refusals = [str(run("create-pyproject", kernel, *words).exception) for words in (["--dry-run"], [])]
    assert refusals[0] == refusals[1] and "setup.py" in refusals[0]
    assert run("create-pyproject", kernel, "-f").exit_code == 0


def test_only_files_of_kernel_builder_are_removed(run, kernel):
    before = files_in(kernel)
    run("create-pyproject", kernel)
    (kernel / "setup.py").write_text("# mine\n")

    def lines(verb):
        kept = "kept setup.py: kernel-builder did not write it; to remove it, pass -f"
        return [kept if name == "setup.py" else f"{verb} {name}" for name in names(kernel)]

    assert run("clean-pyproject", kernel, "--dry-run").output.splitlines() == lines("would remove")
    assert (kernel / "CMakeLists.txt").is_file()
    assert run("clean-pyproject", kernel).output.splitlines() == lines("removed")
    assert files_in(kernel) == sorted([*before, kernel / "setup.py"])
    assert run("clean-pyproject", kernel, "-f").output == "removed setup.py\n"
