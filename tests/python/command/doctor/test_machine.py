import pathlib
import time

import pytest

import kernel_builder
from kernel_builder.command.doctor.machine import Finished, Machine


def test_files_are_below_the_root(stage):
    stage.file("etc/a", "text")
    machine = stage.machine()
    assert machine.path("etc/a") == stage.root / "etc/a"
    assert (machine.read("etc/a"), machine.read("etc/none"), machine.read("etc")) == ("text", "", "")


def test_programs_are_found_on_path_alone(stage):
    program = stage.program("tool", "true")
    assert (stage.machine().which("tool"), stage.machine().which("ls")) == (program, None)


def test_a_program_runs_with_more_variables_and_without_input(stage):
    stage.program("tool", 'read -r line; echo "$line$LC_ALL$A$B"; echo problem >&2; exit 3')
    assert stage.machine(A="a", LC_ALL="de").run("tool", variables={"B": "b"}) == Finished(3, "Cab\n", "problem\n")


def test_a_program_that_takes_too_long_is_ended_with_its_children(stage, tmp_path):
    stage.program("tool", f"echo started; (/bin/sleep 0.6; : >{tmp_path}/late) & wait")
    assert stage.machine().run("tool", timeout=0.2) == Finished(None, "started\n", "")
    time.sleep(0.8)
    assert not (tmp_path / "late").exists()


def test_the_settings_of_install_are_read(stage, tmp_path):
    assert stage.machine().settings() == {}
    stage.file(
        "etc/kernel-builder/settings", "# MIRROR=/no\nDEBIAN_MIRROR=http://a/debian\nPIP=/usr/bin/python3 -m pip\n"
    )
    assert stage.machine().settings() == {"DEBIAN_MIRROR": "http://a/debian", "PIP": "/usr/bin/python3 -m pip"}
    other = tmp_path / "other"
    other.write_text("MIRROR=/m\n")
    assert stage.machine(KERNEL_BUILDER_SETTINGS=str(other)).settings() == {"MIRROR": "/m"}


def test_the_scripts_of_fetchers_are_packaged_or_in_the_working_tree(stage, tmp_path):
    machine = stage.machine(KERNEL_BUILDER_FETCHERS=str(tmp_path))
    assert machine.fetcher("pip.sh") is None
    (tmp_path / "pip.sh").touch()
    assert machine.fetcher("pip.sh") == tmp_path / "pip.sh"
    script = pathlib.Path(kernel_builder.__file__).parents[2] / "pkgs/base/fetchers/fetch-distribution.sh"
    assert stage.machine().fetcher("fetch-distribution.sh") == (script if script.is_file() else None)


@pytest.mark.parametrize("user, is_root", [("root", True), ("ann", False)])
def test_the_kind_of_the_machine(stage, user, is_root):
    machine = stage.machine(user=user)
    assert (machine.is_root, machine.is_nixos, machine.uses_daemon) == (is_root, False, False)
    stage.file("etc/NIXOS")
    other = Machine(stage.root, {"NIX_REMOTE": "daemon"}, user)
    assert (other.is_nixos, other.uses_daemon) == (True, True)
