import json

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.nix.program import current_system
from kernel_builder.command.wheels import SYSTEMS

OTHER = next(system for system in SYSTEMS if system != current_system())
NEXT = "next: `git add` the file (Nix reads only files that git knows), and name packages in pythonCheckInputs\n"


@pytest.fixture
def locked(kernel, nix_program, monkeypatch):
    """A kernel whose requirements are resolved by a stand-in for pip: each has one wheel, `b` only for this system."""

    def resolve(machine, words):
        if "b" in words and machine == SYSTEMS[OTHER]:
            raise UserError(f"pip finds no wheels for b on {machine}")
        return [
            {
                "metadata": {"name": name, "version": "1"},
                "download_info": {"url": f"x/{name}.whl", "archive_info": {"hashes": {"sha256": "0"}}},
                "requested": True,
            }
            for name in words[2:]
        ]

    monkeypatch.setattr("kernel_builder.command.wheels.lock.__defaults__", (resolve, lambda url: None))
    nix_program.evaluates("lib.pythonPackages", {system: {"numpy": "2.1"} for system in SYSTEMS})
    return kernel


def test_packages_are_pinned_in_the_file(locked, run):
    result = run("lock-python", "--folder", locked, "tabulate", "a")
    assert (result.exit_code, result.output) == (0, f"wrote python-check.lock: a 1, tabulate 1\n{NEXT}")
    content = json.loads((locked / "python-check.lock").read_text())
    assert content["requested"] == ["a", "tabulate"] and set(content) == {"requested", *SYSTEMS}


def test_without_names_the_lock_is_made_again_for_its_own(locked, run):
    (locked / "python-check.lock").write_text('{"requested": ["tabulate"]}')
    assert run("lock-python", "--folder", locked).output.splitlines()[0] == "wrote python-check.lock: tabulate 1"


def test_packages_of_kernel_builder_need_no_pins(locked, run):
    assert run("lock-python", "--folder", locked, "numpy").output == (
        f"wrote python-check.lock: no pins, since kernel-builder has all these packages\n{NEXT}"
    )


def test_a_system_without_wheels_is_skipped(locked, run):
    result = run("lock-python", "--folder", locked, "b")
    assert result.output == (
        f"skipped {OTHER}: error: pip finds no wheels for b on {SYSTEMS[OTHER]}\nwrote python-check.lock: b 1\n{NEXT}"
    )


def test_a_first_lock_needs_a_name(kernel, run):
    result = run("lock-python", "--folder", kernel)
    assert str(result.exception) == (
        "error: no package is named, and python-check.lock does not exist\n  name one: kernel-builder lock-python NAME"
    )


def test_a_further_package_keeps_the_others_and_one_can_be_removed(locked, run):
    run("lock-python", "--folder", locked, "tabulate", "Scikit_Learn")
    assert run("lock-python", "--folder", locked, "a", "scikit-learn>=1").exit_code == 0
    file = locked / "python-check.lock"
    assert json.loads(file.read_text())["requested"] == ["a", "scikit-learn>=1", "tabulate"]
    run("lock-python", "--folder", locked, "--remove", "Tabulate", "--remove", "a")
    assert json.loads(file.read_text())["requested"] == ["scikit-learn>=1"]
    result = run("lock-python", "--folder", locked, "--remove", "absent")
    assert str(result.exception) == ("error: python-check.lock has no requirement of absent\n  it has: scikit-learn")
    result = run("lock-python", "--folder", locked, "--remove", "scikit-learn")
    assert (result.exit_code, file.exists()) == (0, False), result.output


def test_a_text_that_is_no_requirement_is_refused(locked, run):
    result = run("lock-python", "--folder", locked, "a b")
    assert str(result.exception).startswith("error: 'a b' is no requirement: ")
