"""docs/editors.md: after its commands, an editor finds the compiler, each header and each module, without the shell."""

import json
import os
import pathlib
import re
import shlex
import subprocess

import pytest
from pages import blocks, run_lines
from shared import SHORT

# An editor that was started outside of the shell has the machine's PATH.
MACHINE = {"PATH": "/usr/bin:/bin", "HOME": "/nowhere"}


@pytest.fixture
def new_kernel(installed, tmp_path):
    """Make a new kernel for a backend, with kernel-builder init; returns its folder."""

    def make(backend):
        run_lines(f"kernel-builder init --name my-org/edited --backends {backend}", tmp_path, installed)
        return tmp_path / "edited"

    return make


def entries(kernel: pathlib.Path) -> "dict[str, list[str]]":
    """The words of each compilation in compile_commands.json, by the name of the file."""
    listed = json.loads((kernel / "build-ext/compile_commands.json").read_text())
    return {pathlib.Path(entry["file"]).name: shlex.split(entry["command"]) for entry in listed}


def include_folders(words: "list[str]") -> "list[pathlib.Path]":
    """The folders after `-isystem` and in `-I…` of a compilation."""
    after = [value for option, value in zip(words, words[1:]) if option == "-isystem"]
    return [pathlib.Path(folder) for folder in [*after, *(word[2:] for word in words if re.match("-I.", word))]]


def own_folders(compiler: str) -> "list[str]":
    """The folders of headers that a compiler names, as clangd's --query-driver asks for them."""
    question = [compiler, "-E", "-x", "c++", "-v", "/dev/null"]
    shown = subprocess.run(question, env=MACHINE, capture_output=True, text=True, check=True).stderr
    return re.search(r"^#include <\.\.\.> search starts here:\n(.*?)^End of", shown, re.M | re.S)[1].split()


def test_an_editor_without_the_shell_compiles_each_file_as_the_shell_does(new_kernel, installed):
    kernel = new_kernel("cpu")
    build = f"kernel-builder build --variant {SHORT}"
    run_lines(build, kernel, installed)
    run_lines("".join(blocks("editors.md", "sh")), kernel, installed)
    commands = entries(kernel)
    assert set(commands) == {"torch_binding.cpp", "add_scaled.cpp"}
    for words in commands.values():
        assert [folder for folder in include_folders(words) if not folder.is_dir()] == []
        output = words.index("-o")
        checked = [*words[:output], *words[output + 2 :], "-fsyntax-only"]
        subprocess.run(checked, cwd=kernel / "build-ext", env=MACHINE, check=True)
    # The pattern that clangd gets admits the compiler, and the compiler names folders of the store only.
    (pattern,) = set(re.findall(r"query-driver='?([^\s'\"`]+)", "".join(blocks("editors.md", "json"))))
    compilers = {words[0] for words in commands.values()}
    assert all(pathlib.PurePath(compiler).match(pattern) for compiler in compilers), (pattern, compilers)
    folders = [folder for compiler in compilers for folder in own_folders(compiler)]
    assert any(folder.endswith("c++/12") for folder in folders)
    assert all(folder.startswith("/nix/store/") and os.path.isdir(folder) for folder in folders), folders
    # Each flag that is removed for clangd is there.
    (removed,) = re.findall(r"Remove: \[(.*)\]", (kernel / ".clangd").read_text())
    assert set(removed.split(", ")) <= set(commands["add_scaled.cpp"])

    # The editor's interpreter is the shell's; the files of editors, when git tracks them, rebuild nothing.
    code = "import torch, numpy, pytest; print(torch.__version__)"
    settings = json.loads(blocks("editors.md", "json")[0])
    python = settings["python.defaultInterpreterPath"].replace("${workspaceFolder}", str(kernel))
    shown = subprocess.run([python, "-c", code], env=MACHINE, capture_output=True, text=True, check=True).stdout
    assert shown.startswith("2.13.0")
    (kernel / ".vscode").mkdir()
    (kernel / ".vscode/settings.json").write_text(json.dumps(settings))
    assert re.search(r" cached +_edited_cpu_", run_lines(f"git add --all && {build}", kernel, installed))


def test_for_cuda_files_clangd_is_told_the_folders_and_spared_the_flags_of_nvcc(new_kernel, installed):
    kernel = new_kernel("cuda")
    run_lines("".join(blocks("editors.md", "bash")), kernel, installed)
    written = (kernel / ".clangd").read_text()
    (toolkit,) = re.findall(r"--cuda-path=(/nix/store/\S+)$", written, re.M)
    assert all(
        (pathlib.Path(toolkit) / name).is_file() for name in ("include/cuda.h", "nvvm/libdevice/libdevice.10.bc")
    )
    (gcc,) = re.findall(r"--gcc-install-dir=(/nix/store/\S+)$", written, re.M)
    assert (pathlib.Path(gcc) / "crtbegin.o").is_file()
    # The words that are left over are ones that clang has too.
    removed = re.findall(r"Remove: \[(.*)\]", written)[-1].split(", ")
    pattern = re.compile("|".join(re.escape(name).replace(r"\*", ".*") for name in removed))
    words = entries(kernel)["add_scaled.cu"]
    assert words[0] == f"{toolkit}/bin/nvcc"
    left = [word for word in words[1:] if word.startswith("-") and not pattern.fullmatch(word)]
    assert {re.sub(r"^-[DI].*", "-DI", word) for word in left} == {
        "-DI", "-isystem", "-O3", "-std=c++17", "-x", "-c", "-o"
    }  # fmt: skip


def test_direnv_gets_the_shell_of_a_new_kernel(new_kernel, installed):
    kernel = new_kernel("cpu")
    (envrc,) = blocks("editors.md", "text")
    assert (kernel / ".envrc").read_text() == envrc
    # `use flake` of direnv does this, after `watch_file`.
    lines = """
    mkdir .direnv
    eval "$(nix print-dev-env --profile .direnv/flake-profile)"
    python -c 'import sys, torch; print(sys.prefix)'
    """
    shown = run_lines(lines, kernel, installed)
    assert shown.splitlines()[-1] == str(kernel / ".venv")
    roots = subprocess.run(["nix-store", "--gc", "--print-roots"], capture_output=True, text=True, check=True).stdout
    assert f"{kernel}/.direnv/flake-profile-1-link -> " in roots
