"""Which pip a machine has (pkgs/base/fetchers/pip.sh)."""

import sys

import pytest
from machine import SHELLS, bundle_pip

# A Python with pip, one without, and one whose pip does not start.
PYTHONS = {
    "good": "exit 0",
    "none": "exit 1",
    "broken": '[ "$1" = -c ]',
}


@pytest.fixture
def find(machine):
    """Run `pip.sh find`; the machine's programs stand below its root, so that no path of this machine is run."""

    def run(*words, **settings):
        process = machine.run("pip.sh", "find", *words, **settings)
        return process.returncode, process.stdout.replace(str(machine.root), "ROOT"), process.stderr

    return run


def system_python(machine, kind):
    machine.write("usr/bin/python3", f"#!/bin/sh\n{PYTHONS[kind]}\n")
    (machine.root / "usr/bin/python3").chmod(0o755)


@pytest.mark.parametrize("shell", SHELLS)
def test_the_first_pip_that_runs_is_found(machine, find, shell):
    machine.settings(PIP="mypip --isolated")
    machine.program("uvx", "exit 0")
    assert find(shell=shell) == (0, "uvx pip\n", "")
    # Each of these comes before those above it.
    for name, command, content in [
        ("uv", "uv tool run pip", "exit 0"),
        ("pip", "pip", "exit 0"),
        ("pip3", "pip3", "exit 0"),
        ("python3", "python3 -m pip", PYTHONS["good"]),
    ]:
        machine.program(name, content)
        assert find(shell=shell) == (0, f"{command}\n", "")
    system_python(machine, "good")
    assert find(shell=shell) == (0, "ROOT/usr/bin/python3 -m pip\n", "")
    machine.program("mypip", '[ "$*" = "--isolated --version" ]')
    assert find(shell=shell) == (0, "mypip --isolated\n", "")


@pytest.mark.parametrize("hint", ["gone", "broken", "/usr/bin/gone -m pip", "broken -m pip", "", "$(touch made)"])
def test_a_setting_that_is_out_of_date_falls_through(machine, find, hint):
    machine.settings(PIP=hint)
    machine.program("broken", "exit 1")
    machine.program("pip", "exit 0")
    assert find() == (0, "pip\n", "")


def test_a_pip_that_does_not_start_falls_through(machine, find):
    system_python(machine, "broken")
    machine.program("python3", PYTHONS["broken"])
    machine.program("pip3", "exit 0")
    assert find() == (0, "pip3\n", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_pip_of_ensurepip_is_run_out_of_its_wheel(machine, find, shell, tmp_path):
    """A Python that has no pip of its own, and an ensurepip that bundles one."""
    wheel = bundle_pip(tmp_path / "python")
    python = f'PYTHONPATH={tmp_path}/python exec {sys.executable} "$@"'
    machine.program("python3", f'case "$1 $2" in -c*|"-m pip") exit 1 ;; esac\n{python}')
    assert find(shell=shell) == (0, f"python3 {wheel}/pip\n", "")


def test_without_ensurepip_uv_is_asked(machine, find):
    """As Debian's Python is without python3-venv."""
    machine.program("python3", f"exec {sys.executable} -S - <<'EOF'\nraise ImportError\nEOF")
    machine.program("uv", "exit 0")
    assert find() == (0, "uv tool run pip\n", "")


@pytest.mark.parametrize(
    "names, command",
    [
        ({"ID": "debian"}, "apt-get install python3-pip"),
        ({"ID": "ubuntu", "ID_LIKE": "debian"}, "apt-get install python3-pip"),
        ({"ID": "fedora"}, "dnf install python3-pip"),
        ({"ID": "arch"}, "pacman -S python-pip"),
        ({"ID": "opensuse-leap", "ID_LIKE": "suse opensuse"}, "zypper install python3-pip"),
        ({"ID": "alpine"}, "apk add py3-pip"),
        (
            {"ID": "nixos"},
            "add python3Packages.pip to environment.systemPackages in configuration.nix, then nixos-rebuild switch",
        ),
        ({}, "the package python3-pip of this distribution"),
    ],
)
def test_without_any_pip_the_distributions_package_is_named(machine, find, names, command):
    machine.distribution(**names)
    assert find() == (1, "", f"error: this machine has no pip that runs\n  install pip: {command}\n")
