import subprocess
import sys

import pytest

from kernel_builder.command import venv


def test_an_environment_is_made_kept_and_made_anew_for_another_variant(tmp_path):
    folder = tmp_path / ".venv"
    assert venv.prepare(folder, "a") == ".venv is made"
    (folder / "mine").touch()
    assert venv.prepare(folder, "a") == "" and (folder / "mine").exists()
    assert venv.prepare(folder, "b") == ".venv is made anew: it was one for a"
    assert not (folder / "mine").exists()


def test_an_environment_whose_python_is_gone_is_made_anew(tmp_path):
    folder = tmp_path / ".venv"
    venv.prepare(folder, "a")
    for name in ("python", "python3", "python3.11"):
        (folder / "bin" / name).unlink()
        (folder / "bin" / name).symlink_to("/nowhere/python")
    assert venv.prepare(folder, "a") == ".venv is made anew: its Python is gone"


def test_an_environment_of_somebody_else_stays(tmp_path):
    folder = tmp_path / ".venv"
    folder.mkdir()
    (folder / "pyvenv.cfg").write_text("home = /usr/bin\n")
    with pytest.raises(FileExistsError, match="not one of kernel-builder's"):
        venv.prepare(folder, "a")
    assert [path.name for path in folder.iterdir()] == ["pyvenv.cfg"]


def test_it_sees_the_packages_of_its_maker_and_runs_their_scripts(tmp_path):
    folder = tmp_path / ".venv"
    venv.prepare(folder, "a")
    code = "import pytest, sys; print(sys.prefix)"
    found = subprocess.run([folder / "bin/python", "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == str(folder) != sys.prefix
    first = (folder / "bin/pytest").read_text().partition("\n")[0]
    assert first == f"#!{folder}/bin/python"
