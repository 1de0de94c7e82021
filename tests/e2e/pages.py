"""The pages of docs/ as tests use them: their code blocks, run in order in an empty folder."""

import pathlib
import re
import subprocess

from shared import REPOSITORY


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of a page in a language, such as `sh`, in their order. page: its name in docs/.

    Fails if there is none: a test that runs no block proves nothing.
    """
    text = (REPOSITORY / "docs" / page).read_text()
    found = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert found, f"docs/{page} has no block in {language}"
    return found


def files_of(page: str, *languages: str) -> "dict[str, str]":
    """The files that a page shows: the path in the first comment of a block in one of some languages → the block."""
    files = {}
    for block in (block for language in languages for block in blocks(page, language)):
        if named := re.match(r"(?:#!/bin/sh\n)?(?:#|//) ([\w.-]*[./][\w./-]*\w)[\s:]", block):
            files[named[1]] = block
    return files


def run_lines(lines: str, folder: pathlib.Path, environment: dict) -> str:
    """Run lines of bash in a folder, and stop at the first that fails. Returns what they printed, errors too.

    Fails with the end of the output if a line fails.
    """
    process = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", lines],
        cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
    )  # fmt: skip
    assert process.returncode == 0, process.stdout[-4000:]
    return process.stdout


def run_page(page: str, folder: pathlib.Path, environment: dict) -> str:
    """Run all blocks of shell of a page as one script, in a new folder. Returns what they printed."""
    folder.mkdir()
    return run_lines("".join(blocks(page, "sh")), folder, environment)
