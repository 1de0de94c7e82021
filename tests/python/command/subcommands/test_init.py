import subprocess

import pytest

from kernel_builder.builder.config.read import problems_of, read_config
from kernel_builder.command.builder_address import PUBLISHED
from kernel_builder.command.init import BACKENDS
from kernel_builder.command.nix.program import current_system


@pytest.fixture(autouse=True)
def surroundings(nix_program, monkeypatch, tmp_path):
    """A machine that reaches the published kernel-builder, has no token, and whose Nix locks flakes."""
    monkeypatch.setattr("kernel_builder.command.builder_address.is_published", lambda: True)
    monkeypatch.setattr("huggingface_hub.get_token", lambda: None)
    nix_program.answer("flake lock")
    monkeypatch.chdir(tmp_path)


def test_the_next_step_names_the_variant_of_the_newest_torch_for_the_cpu(tmp_path, run, nix_program, plan_record):
    row = {**plan_record["variants"][0], "notBuildable": None}
    names = [("torch211-cxx11-cpu", "cpu"), ("torch213-cxx11-cpu", "cpu"), ("torch213-cxx11-cu130", "cuda")]
    plan_record["variants"] = [{**row, "short": name, "backend": backend} for name, backend in names]
    nix_program.evaluates(f"legacyPackages.{current_system()}.plan", plan_record)
    assert "--variant torch213-cxx11-cpu --test" in run("init", "--name", "a/bb").output.splitlines()[-2]


def tracked(folder):
    return set(subprocess.run(["git", "-C", folder, "ls-files"], capture_output=True, text=True).stdout.split())


def test_a_new_kernel_is_written_and_the_next_steps_printed(tmp_path, run, nix_program):
    folder = tmp_path / "k"
    result = run("init", folder, "--name", "my-org/my-kernel", "--backends", "cpu")
    assert result.exit_code == 0 and problems_of(folder) == []
    lines = result.output.splitlines()
    assert f"wrote {folder}/build.toml" in lines
    assert lines[-3:] == [
        "made a git repository, and added the files",
        "wrote flake.lock",
        # The stand-in for Nix knows no variants.
        f"next: cd {folder}; kernel-builder list-variants",
    ]
    assert PUBLISHED in (folder / "flake.nix").read_text()
    call = nix_program.calls.index(["nix", "flake", "lock"])
    assert nix_program.folders[call] == str(folder)
    assert {"build.toml", "flake.nix", "torch-ext/my_kernel/__init__.py"} <= tracked(folder)


def test_the_folder_has_the_name_of_the_kernel_by_default(tmp_path, run):
    run("init", "--name", "my-org/my-kernel", "--builder", "path:/here")
    assert "path:/here" in (tmp_path / "my-kernel/flake.nix").read_text()


@pytest.mark.parametrize("words, folder", [([], "Some_Name"), (["deep/My_Kernel"], "Some_Name/deep/My_Kernel")])
def test_the_name_of_the_folder_is_the_default_name(tmp_path, run, monkeypatch, words, folder):
    (tmp_path / "Some_Name").mkdir()
    monkeypatch.chdir(tmp_path / "Some_Name")
    result = run("init", *words, "--backends", "cpu")
    assert result.exit_code == 0, result.output
    config = read_config(tmp_path / folder)
    assert config.general.name == folder.rpartition("/")[2].lower().replace("_", "-") and config.general.hub is None
    written = folder.rpartition("/")[2]
    assert f"{written} becomes {config.general.name}, since names on the Hub have this form" in result.output


@pytest.mark.parametrize(
    "words, backends, folder",
    [
        (["--backends", "cpu", "cuda"], ["cpu", "cuda"], "k"),
        (["--backends", "cpu,cuda"], ["cpu", "cuda"], "k"),
        (["--backends", "cpu,", "cuda"], ["cpu", "cuda"], "k"),
        (["--backends=cuda", "cpu", "rocm"], ["cpu", "cuda", "rocm"], "k"),
        (["--backends", "cuda", "other"], ["cuda"], "other"),
        (["--backends", "all"], list(BACKENDS), "k"),
    ],
)
def test_backends_are_separated_by_spaces_or_commas(tmp_path, run, words, backends, folder):
    result = run("init", "--name", "a/k1", *words)
    assert result.exit_code == 0, result.output
    assert read_config(tmp_path / ("k1" if folder == "k" else folder)).general.backends == backends


def test_a_kernel_in_a_repository_is_added_to_it(tmp_path, run):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert "added the files to git" in run("init", "--name", "a/bb").output.splitlines()
    assert not (tmp_path / "bb/.git").exists() and "bb/build.toml" in tracked(tmp_path)


def test_git_is_left_alone_if_asked(tmp_path, run):
    assert run("init", "--name", "a/bb", "--no-git").exit_code == 0
    assert not (tmp_path / "bb/.git").exists()


def test_a_lock_file_that_cannot_be_written_stops_nothing(tmp_path, run, nix_program):
    (nix_program.folder / "answers.json").write_text("[]")
    nix_program.answer("flake lock", stderr="error: no network\n", status=1)
    result = run("init", "--name", "a/bb")
    assert result.exit_code == 0 and "no flake.lock: no network" in result.output.splitlines()


def test_existing_files_are_replaced_with_overwrite(tmp_path, run):
    (tmp_path / "flake.nix").write_text("mine")
    assert str(run("init", tmp_path, "--name", "a/bb").exception) == (
        f"error: {tmp_path}/flake.nix exists\n  name another folder, or replace its files with --overwrite"
    )
    assert run("init", tmp_path, "--name", "a/bb", "--overwrite").exit_code == 0


KNOWN = f"known backends: {', '.join(BACKENDS)}, and `all` for every one."


@pytest.mark.parametrize(
    "words, line",
    [
        (["--backends", "cpu,tpu"], f"Error: Invalid value for '--backends': unknown backend 'tpu'; {KNOWN}"),
        (["--backends", ""], f"Error: Invalid value for '--backends': no backend given; {KNOWN}"),
    ],
)
def test_wrong_values_are_refused(tmp_path, run, words, line):
    result = run("init", tmp_path, "--name", "a/bb", *words)
    assert (result.exit_code, result.output.splitlines()[-1]) == (2, line)
