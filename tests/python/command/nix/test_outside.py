"""Files that are fetched outside of Nix's builds."""

import re

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.nix.fetches import WHEELS, Fetch
from kernel_builder.command.nix.outside import fetch_outside, is_strict

# Writes its name into a folder, and fails as a fetcher does if the derivation is called so.
SCRIPT = """\
echo '@nix {"action": "start", "id": 1, "level": 4, "type": 101, "text": "", "fields": ["a"]}' >&2
echo "$1 $2" >>CALLS
case $2 in *fails*) echo 'error: no mirror has it' >&2; echo '  name another mirror' >&2; exit 1 ;; esac
"""


class Machine:
    def __init__(self, script):
        self.script = script

    def fetcher(self, name):
        return self.script if name == "outside.sh" else None


@pytest.fixture
def calls(tmp_path):
    return tmp_path / "calls"


@pytest.fixture
def machine(tmp_path, calls):
    script = tmp_path / "outside.sh"
    script.write_text(SCRIPT.replace("CALLS", str(calls)))
    return Machine(script)


def fetches(*names):
    return [Fetch(WHEELS, 1, 9, f"/nix/store/0-{name}.drv") for name in names]


def test_each_fetcher_is_run_once_and_a_cache_is_none(machine, calls):
    assert fetch_outside([*fetches("a", "b", "c", "d", "e"), Fetch("", 1, 9)], True, machine) == 5
    assert sorted(calls.read_text().split()) == sorted(["fetch"] * 5 + [f"/nix/store/0-{name}.drv" for name in "abcde"])


def test_nothing_to_fetch_needs_no_script():
    assert fetch_outside([Fetch("", 1, 9)], True, Machine(None)) == 0


def test_the_error_of_a_fetcher_is_the_commands_error(machine):
    with pytest.raises(UserError) as caught:
        fetch_outside(fetches("a", "fails"), True, machine)
    assert str(caught.value) == "error: no mirror has it\n  name another mirror"


def test_an_installation_without_the_script_is_told_so():
    with pytest.raises(UserError) as caught:
        fetch_outside(fetches("a"), True, Machine(None))
    assert re.match("error: this installation of kernel-builder has no outside.sh", str(caught.value))


@pytest.mark.parametrize("sandbox, strict", [("true", True), ("relaxed", False), ("false", False)])
def test_only_a_sandbox_that_nothing_leaves_is_strict(monkeypatch, sandbox, strict):
    from kernel_builder.command.doctor.nix_settings import Settings
    from kernel_builder.command.nix import outside

    monkeypatch.setattr(outside, "read_settings", lambda machine: Settings({"sandbox": sandbox}, "all"))
    assert is_strict(Machine(None)) is strict
    monkeypatch.setattr(outside, "read_settings", lambda machine: None)
    assert is_strict(Machine(None)) is False
