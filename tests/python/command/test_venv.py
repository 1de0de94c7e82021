import shutil
import subprocess
import sys

import pytest

from kernel_builder.command import venv


def test_an_environment_is_kept_for_one_variant_and_made_again_for_another(tmp_path):
    folder = tmp_path / ".venv"
    assert venv.prepare(folder, "a") == "made .venv"
    (folder / "mine").touch()
    assert venv.prepare(folder, "a") == "" and (folder / "mine").exists()
    assert venv.prepare(folder, "b") == "made .venv again: it was for a"
    assert not (folder / "mine").exists()


def test_an_environment_whose_python_no_longer_exists_is_made_again(tmp_path):
    folder = tmp_path / ".venv"
    venv.prepare(folder, "a")
    for program in list((folder / "bin").glob("python*")):
        program.unlink()
        program.symlink_to("/nowhere/python")
    assert venv.prepare(folder, "a") == "made .venv again: its Python no longer exists"


def test_an_environment_that_kernel_builder_did_not_make_stays(tmp_path):
    folder = tmp_path / ".venv"
    folder.mkdir()
    (folder / "pyvenv.cfg").write_text("home = /usr/bin\n")
    with pytest.raises(FileExistsError) as caught:
        venv.prepare(folder, "a")
    assert str(caught.value) == (
        ".venv was not made by kernel-builder: it is not changed, and not activated;"
        " for an environment of kernel-builder, move .venv away"
    )
    assert [path.name for path in folder.iterdir()] == ["pyvenv.cfg"]


def test_an_environment_has_the_packages_of_its_maker_and_runs_their_scripts(tmp_path):
    folder = tmp_path / ".venv"
    venv.prepare(folder, "a")
    code = "import pytest, sys; print(sys.prefix)"
    process = subprocess.run([folder / "bin/python", "-c", code], capture_output=True, text=True, check=True)
    assert process.stdout.strip() == str(folder) != sys.prefix
    first = (folder / "bin/pytest").read_text().partition("\n")[0]
    assert first == f"#!{folder}/bin/python"


def test_the_program_prints_to_stderr_and_fails_if_it_may_not_make_the_environment(tmp_path):
    folder, program = tmp_path / ".venv", tmp_path / "make-venv.py"
    shutil.copyfile(venv.__file__, program)
    words = [sys.executable, program, folder, "a"]
    first = subprocess.run(words, capture_output=True, text=True)
    assert (first.returncode, first.stdout, first.stderr) == (0, "", "kernel-builder: made .venv\n")
    (folder / "pyvenv.cfg").write_text("home = /usr/bin\n")
    second = subprocess.run(words, capture_output=True, text=True)
    assert second.returncode == 1
    assert second.stderr.startswith("kernel-builder: .venv was not made by kernel-builder: ")
