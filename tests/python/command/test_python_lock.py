import json
import pathlib

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.nix.program import current_system
from kernel_builder.command.python_lock import FILE, changed, lock_packages, requested_in
from kernel_builder.command.wheels import SYSTEMS

OTHER = next(system for system in SYSTEMS if system != current_system())
KNOWN = {system: {"numpy": "2.1", "sympy": None} for system in SYSTEMS}


def pin(version):
    return {"version": version, "file": "f", "sha256": "0", "requires": []}


def test_packages_are_pinned_for_each_system_except_known_packages():
    calls = []

    def lock(system, words):
        assert words[0] == "--constraint"
        calls.append((system, pathlib.Path(words[1]).read_text(), words[2:]))
        return {"a": pin("1"), "numpy": pin("2.1"), "sympy": pin("1.14")}

    result = lock_packages(["b", "a"], KNOWN, lock)
    assert calls == [(system, "numpy==2.1\n", ["a", "b"]) for system in SYSTEMS]
    assert (result.requested, result.names(), result.skipped) == (["a", "b"], ["a 1"], {})
    assert json.loads(result.text()) == {"requested": ["a", "b"], **{system: {"a": pin("1")} for system in SYSTEMS}}


def failing(broken):
    def lock(system, words):
        if system == broken:
            raise UserError(f"no wheels for {system}")
        return {"a": pin("1")}

    return lock


def test_another_system_without_wheels_is_skipped():
    result = lock_packages(["a"], KNOWN, failing(OTHER))
    assert list(result.pins) == [current_system()]
    assert {system: str(error) for system, error in result.skipped.items()} == {OTHER: f"error: no wheels for {OTHER}"}


def test_this_system_without_wheels_is_an_error():
    with pytest.raises(UserError) as caught:
        lock_packages(["a"], KNOWN, failing(current_system()))
    assert str(caught.value) == f"error: no wheels for {current_system()}"


def test_a_lock_has_the_requirements_that_it_was_made_for(tmp_path):
    (tmp_path / FILE).write_text('{"requested": ["a>=1"]}')
    assert requested_in(tmp_path / FILE) == ["a>=1"]


def test_without_a_lock_there_are_no_requirements(tmp_path):
    assert requested_in(tmp_path / FILE) == []


def test_a_requirement_replaces_one_of_the_same_name():
    assert changed(["a>=1", "b"], ["A>=2"], ["b"]) == ["A>=2"]
    assert changed(["a"], [], ["a"]) == []
    with pytest.raises(UserError, match="no package is named"):
        changed([], [], [])


def test_no_message_has_the_path_of_a_temporary_file():
    def lock(system, words):
        raise UserError(
            f"pip finds no wheels for {' '.join(words)} on x", f"ERROR: a (constraint: {words[1]}) {words[1]}"
        )

    with pytest.raises(UserError) as caught:
        lock_packages(["a"], KNOWN, lock)
    assert str(caught.value) == ("error: pip finds no wheels for a on x\n  ERROR: a kernel-builder's own versions")
