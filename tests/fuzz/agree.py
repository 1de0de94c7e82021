"""Reads generated files of build.toml in Python, in Nix and with the Hub's parser, and compares the three."""

import json
import os
import pathlib
import re
import subprocess
from typing import Any, NamedTuple, Optional

from generate import Sample
from kernels._rust import Backend, Build

from kernel_builder.builder.config.read import read
from kernel_builder.builder.errors import ConfigError

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BACKENDS = ["cann", "cpu", "cuda", "metal", "neuron", "rocm", "tpu", "xpu"]

# Messages with which kernel-builder refuses what the Hub's parser accepts. docs/build-toml.md gives the reasons.
STRICTER = [
    r"does not exist$",
    r"is outside of the kernel's folder$",
    r"is behind a symbolic link$",
    r"is where older loaders look for the module itself$",
    r"is no source .*, and no header$",
    r"would hide ",
    r"this name may hold letters, digits, `-` and `_` only$",
    r"python-depends(\[\d+\])?: (unknown value|the list has|.*is not \"|Input should be)",
    r"(src|include|pyext|(cxx|cuda|hip|sycl)-flags)\[\d+\]: .*is not of the right form$",
    r"(rocm[-_]archs|cuda[-_]capabilities)\[\d+\]: .*is not of the right form$",
    r"(repo-id|branch|revision|upstream|source|license|(cuda-)?minver|maxver): .*is not of the right form$",
    r"torch\.stable-abi(\.\w+)?: .*is not of the right form$",
    r"general\.name: .*is not of the right form$",
    r"the text is longer than ",
]


class Answer(NamedTuple):
    """The result of a reader for a file. value: the config if it is accepted. message: the refusal."""

    accepted: bool
    value: Any
    message: str


def prepare(folder: pathlib.Path, sample: Sample) -> pathlib.Path:
    """A kernel's folder with a generated build.toml and the files that it names."""
    (folder / "sub").mkdir(parents=True)
    for name in ("a.cpp", "sub/a.cpp", "a.cu", "a.h", "a.cuh", "a.txt", "a b.cpp", "a.c", "a.hip", "a.metal"):
        (folder / name).touch()
    (folder / "link.cpp").symlink_to("a.cpp")
    for name in re.findall(r'^name = "([a-z][a-z0-9-]{1,199})"$', sample.text, re.MULTILINE):
        module = folder / "torch-ext" / name.replace("-", "_")
        module.mkdir(parents=True, exist_ok=True)
        (module / "__init__.py").touch()
    (folder / "build.toml").write_text(sample.text)
    return folder


def in_python(folder: pathlib.Path) -> Answer:
    """The answer of kernel_builder.builder.config."""
    try:
        config, problems, _ = read(folder)
    except ConfigError as error:
        return Answer(False, None, str(error).removeprefix("error: ").splitlines()[0])
    if config is None or problems:
        return Answer(False, None, str(problems[0].error()).removeprefix("error: ").splitlines()[0])
    kernels = {
        backend: [(item.repo_id, item.revision or item.version) for item in config.kernel_depends(backend)]
        for backend in BACKENDS
    }
    plain = config.model_dump(by_alias=True, exclude_unset=True)
    return Answer(True, {"config": plain, "backends": config.general.backends, "kernels": kernels}, "")


def by_the_hub(folder: pathlib.Path) -> Answer:
    """The answer of the Hub's parser, with the values that it shows."""
    try:
        build = Build.open(folder)
    except (ValueError, OSError) as error:
        return Answer(False, None, str(error))
    kernels = {}
    for backend in BACKENDS:
        listed = build.all_kernel_depends(Backend.from_str(backend))
        kernels[backend] = [
            (item.repo_id, getattr(item.version, "revision", None) or getattr(item.version, "version", None))
            for item in listed
        ]
    return Answer(True, {"backends": [str(backend) for backend in build.general.backends], "kernels": kernels}, "")


def _evaluate(folders: list[pathlib.Path]) -> Optional[list[Any]]:
    """The configs of folders by one evaluation: null for a refused one. None if Nix itself failed."""
    listed = " ".join(f'"{folder}"' for folder in folders)
    expression = (
        f"map (folder: let config = builtins.tryEval (let c = import {ROOT}/lib/kernel-config (/. + folder); in "
        f"builtins.deepSeq c c); in if config.success then config.value else null) [ {listed} ]"
    )
    file = folders[0] / "expression.nix"
    file.write_text(expression)
    words = ["nix-instantiate", "--readonly-mode", "--eval", "--strict", "--json", str(file)]
    result = subprocess.run(words, capture_output=True, text=True, errors="replace", timeout=300)
    values: Optional[list[Any]] = json.loads(result.stdout) if result.returncode == 0 else None
    return values


def in_nix(folders: list[pathlib.Path]) -> list[Answer]:
    """The answers of lib/kernel-config. Nix cannot catch its own errors, so a failing half is evaluated by halves."""
    values = _evaluate(folders)
    if values is not None:
        return [Answer(value is not None, value, "") for value in values]
    if len(folders) == 1:
        return [Answer(False, None, "Nix itself failed")]
    middle = len(folders) // 2
    return in_nix(folders[:middle]) + in_nix(folders[middle:])


def _disagreement(sample: Sample, python: Answer, nix: Answer, hub: Answer) -> str:
    """How the readers differ where they must not; empty if they agree."""
    if nix.message:
        return nix.message
    if python.accepted != nix.accepted:
        return f"Python {python.accepted} ({python.message}), Nix {nix.accepted}"
    if python.accepted and python.value["config"] != nix.value:
        return f"Python reads {python.value['config']}, Nix {nix.value}"
    # The Hub's parser reads editions 5 and 4; update-build migrates the older ones, and so does reading here.
    is_older = sample.is_old or re.search(r"unsupported legacy format|Missing field (backends?|version)\)", hub.message)
    if python.accepted and not hub.accepted and not is_older:
        return f"accepted, but the Hub's parser refuses it: {hub.message}"
    if hub.accepted and not python.accepted and not any(re.search(text, python.message) for text in STRICTER):
        return f"refused, but the Hub's parser accepts it: {python.message}"
    if python.accepted and hub.accepted:
        shown = {key: python.value[key] for key in hub.value}
        if shown != hub.value:
            return f"Python reads {shown}, the Hub's parser {hub.value}"
    return ""


class Agreement(NamedTuple):
    """The result of a comparison. disagreements: each with its file."""

    accepted: int
    stricter: int
    disagreements: list[str]


def compare(scratch: pathlib.Path, generated: list[Sample]) -> Agreement:
    """Compare the three readers. The Hub's parser writes notices about older editions to standard error."""
    folders = [prepare(scratch / str(number), sample) for number, sample in enumerate(generated)]
    by_nix = in_nix(folders)
    accepted, stricter, disagreements = 0, 0, []
    for sample, folder, nix in zip(generated, folders, by_nix):
        python, hub = in_python(folder), by_the_hub(folder)
        accepted += python.accepted
        stricter += hub.accepted and not python.accepted
        difference = _disagreement(sample, python, nix, hub)
        if difference:
            disagreements.append(f"{difference}\n{sample.text}")
    return Agreement(accepted, stricter, disagreements)


def main(count: int, seed: int) -> Agreement:
    """Compare the readers on generated files in a temporary folder."""
    import tempfile

    from generate import samples

    with tempfile.TemporaryDirectory() as scratch:
        return compare(pathlib.Path(os.path.realpath(scratch)), samples(count, seed))
