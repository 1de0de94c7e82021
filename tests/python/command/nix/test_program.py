import re

import pytest

from kernel_builder.builder.errors import NixError
from kernel_builder.command.nix.program import current_system, find_program, nix_command, outputs_of, version_of


def test_the_system_is_the_machine_and_linux():
    assert re.fullmatch(r"(x86_64|aarch64)-linux", current_system())


def test_a_call_names_the_experimental_features(nix_program):
    flags = ["--extra-experimental-features", "nix-command flakes"]
    assert nix_command("log", "/x.drv") == [str(nix_program.folder / "nix"), *flags, "log", "/x.drv"]


@pytest.mark.parametrize("name", ["nix", "nix-store"])
def test_without_nix_the_error_names_the_installer(monkeypatch, name):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NixError) as caught:
        find_program(name)
    assert str(caught.value) == (
        f"error: Nix is not installed: no program `{name}` on PATH\n  run kernel-builder's install.sh;"
        " `kernel-builder doctor` shows what this machine has"
    )


@pytest.mark.parametrize(
    "text, version, word",
    [
        ("nix (Nix) 2.8.0", (2, 8), "/x.drv"),
        ("nix (Nix) 2.15.1", (2, 15), "/x.drv^out"),
        ("nix (Lix, like Nix) 2.91", (2, 91), "/x.drv^out"),
        ("nix (Determinate Nix 3.5.2) 2.8.1", (2, 8), "/x.drv"),
        ("nix (Nix) 2.35.0pre20250101_0a1b2c3", (2, 35), "/x.drv^out"),
        ("", (0, 0), "/x.drv"),
    ],
)
def test_a_newer_nix_gets_the_outputs_by_name(tmp_path, monkeypatch, text, version, word):
    program = tmp_path / "nix"
    program.write_text(f"#!/bin/sh\necho '{text}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert version_of(str(program)) == version
    assert outputs_of("/x.drv") == word
