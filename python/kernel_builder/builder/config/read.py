"""Read build.toml into the model, with messages that name file, key and remedy."""

import difflib
import functools
import json
import pathlib
import re
from typing import NamedTuple

import tomli
from pydantic import ValidationError

from kernel_builder.builder.config.lines import key_lines, line_of
from kernel_builder.builder.config.model import FRAMEWORKS, Build
from kernel_builder.builder.errors import ConfigError
from kernel_builder.builder.naming import module_name

FILE = "build.toml"


# Bytes: no kernel needs a hundredth of it, and parsers take time.
LARGEST = 64 * 1024
LONGEST_LINE = 4096


class Problem(NamedTuple):
    """One thing that is wrong in build.toml.

    path: dotted key, or "" where the file as a whole is meant. line: where it stands, counted from 1, 0 if nowhere.
    value: what stands there, shortened; "" where nothing does, or it is not what is wrong.
    """

    path: str
    message: str
    remedy: str
    line: int = 0
    value: str = ""

    def error(self) -> ConfigError:
        where = f"{FILE}:{self.line}: " if self.line else f"{FILE}: "
        found = f", found {self.value}" if self.value and self.value not in self.message else ""
        return ConfigError(where + (f"{self.path[:100]}: " if self.path else "") + self.message + found, self.remedy)


def _content(folder: pathlib.Path) -> bytes:
    path = folder / FILE
    try:
        if path.stat().st_size > LARGEST:
            raise ConfigError(f"{FILE}: it has {path.stat().st_size} bytes", f"the most are {LARGEST}")
        return path.read_bytes()
    except OSError as error:
        remedy = "run this in a kernel's folder, or name the folder as the argument"
        raise ConfigError(f"{folder / FILE}: {error.strerror}", remedy) from None


def _table(folder: pathlib.Path) -> dict:
    content = _content(folder)
    for number, line in enumerate(content.split(b"\n"), 1):
        if len(line) > LONGEST_LINE:
            raise ConfigError(
                f"{FILE}:{number}: the line has {len(line)} bytes", f"the most are {LONGEST_LINE}: break it"
            )
    try:
        return tomli.loads(content.decode())
    except RecursionError:
        raise ConfigError(f"{FILE}: values are nested too deeply", "none needs more than two levels") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{FILE}: byte {error.start} is not UTF-8", "save the file as UTF-8") from None
    except tomli.TOMLDecodeError as error:
        raise ConfigError(f"{FILE}:{error.lineno}:{error.colno}: {error.msg}", "correct the line") from None


@functools.cache
def _schema() -> dict:
    return Build.model_json_schema(by_alias=True)


def _resolved(node: dict) -> dict:
    """The schema that a reference, or an optional value, stands for."""
    while "$ref" in node or "anyOf" in node:
        node = node["anyOf"][0] if "anyOf" in node else _schema()["$defs"][node["$ref"].rpartition("/")[2]]
    return node


def _keys_beside(location) -> list[str]:
    """The keys that there are where pydantic refused one; the location has the tag of a union as a step."""
    node = _schema()
    for step in location[:-1]:
        node = _resolved(node)
        if "discriminator" in node:
            node = {"$ref": node["discriminator"]["mapping"][step]}
        elif step in node.get("properties", {}):
            node = node["properties"][step]
        else:
            node = next(iter(node["patternProperties"].values()))
    return sorted(_resolved(node)["properties"])


def _suggest(word, known):
    near = difflib.get_close_matches(str(word), known, n=1, cutoff=0.7)
    return (f"did you mean `{near[0]}`? " if near else "") + f"known: {', '.join(known)}"


def _short(value) -> str:
    """A value as TOML would have it, or nearly so, of at most 60 characters."""
    text = json.dumps(value, default=str)
    return text if len(text) <= 60 else text[:57] + "..."


def _key(step: str) -> str:
    """A key as TOML writes it: in quotes where it is not plain."""
    return step if re.fullmatch(r"[A-Za-z0-9_-]+", step) else json.dumps(step)


def _problem(error) -> Problem:
    # pydantic puts the tag of a union between the keys: kernel.relu.cpu.src is kernel.relu.src to the user.
    location = [step for i, step in enumerate(error["loc"]) if not (i == 2 and error["loc"][0] == "kernel")]
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{_key(step)}" for step in location).lstrip(".")
    context, value = error.get("ctx", {}), error.get("input")
    kind = error["type"]
    if location[-1] == "[key]":
        path = path.rpartition(".")[0]
        return Problem(path, "this name may hold letters, digits, `-` and `_` only", "rename it")
    if kind == "extra_forbidden":
        return Problem(path, "unknown key", _suggest(location[-1], _keys_beside(error["loc"])))
    if kind == "missing":
        return Problem(path, "missing", f"add `{location[-1]}`")
    if kind in ("literal_error", "union_tag_invalid"):
        expected = context.get("expected") or context.get("expected_tags", "")
        known = re.findall(r"'([^']+)'", expected) or [expected]
        if kind == "union_tag_invalid":
            path, value = f"{path}.backend", context["tag"]
        return Problem(path, f"unknown value {_short(value)}", _suggest(value, known), value=_short(value))
    if kind == "union_tag_not_found":
        return Problem(f"{path}.backend", "missing", "add `backend`")
    if kind == "too_short":
        return Problem(path, "it is empty", f"name at least {context['min_length']}")
    if kind == "string_pattern_mismatch":
        return Problem(
            path,
            f"{_short(value)} is not of the right form",
            f"it must match {context['pattern']}",
            value=_short(value),
        )
    return Problem(path, error["msg"], "correct the value", value=_short(value))


def _file_problems(folder: pathlib.Path, build: Build) -> list[Problem]:
    """Files that are named and not there, or that lie outside of the kernel's folder."""
    lists = {}
    for name in ("torch", "tvm_ffi"):
        table = getattr(build, name)
        if table:
            lists[f"{name.replace('_', '-')}.src"] = table.src
            lists[f"{name.replace('_', '-')}.include"] = table.include
    for name, kernel in build.kernel.items():
        lists[f"kernel.{name}.src"] = kernel.src
        lists[f"kernel.{name}.include"] = kernel.include
    problems = []
    root = folder.resolve()
    for path, files in lists.items():
        for index, file in enumerate(files):
            try:
                target = (root / file).resolve()
            except RuntimeError:
                problems.append(
                    Problem(f"{path}[{index}]", f'"{file}" is a link that leads to itself', "put the file there")
                )
                continue
            if root != target and root not in target.parents:
                message, remedy = f'"{file}" is outside of the kernel\'s folder', "move the file into it"
            elif not target.exists():
                message, remedy = f'"{file}" does not exist', "add the file, or correct its name"
            else:
                continue
            problems.append(Problem(f"{path}[{index}]", message, remedy))
    name = module_name(build.general.name)
    module = f"torch-ext/{name}/__init__.py"
    if not (root / module).is_file():
        problems.append(Problem("general.name", f'the Python module "{module}" does not exist', "add it"))
    inner = f"torch-ext/{name}/{name}"
    if (root / inner).exists():
        problems.append(
            Problem("general.name", f'"{inner}" is where older loaders look for the module itself', "rename it")
        )
    return problems


def problems_of(folder: pathlib.Path) -> list[Problem]:
    """All that is wrong with the build.toml of a folder; raises ConfigError where it cannot be parsed at all."""
    found = _unplaced_problems(folder)
    lines = key_lines((folder / FILE).read_text()) if found else {}
    return [problem._replace(line=line_of(lines, problem.path)) for problem in found]


def _unplaced_problems(folder: pathlib.Path) -> list[Problem]:
    try:
        build = Build.model_validate(_table(folder))
    except ValidationError as error:
        problems = [_problem(row) for row in error.errors()]
        # An unknown key is the likelier cause where a similar one is missing.
        return sorted(problems, key=lambda problem: problem.message != "unknown key")
    frameworks = [name for name in FRAMEWORKS if getattr(build, name.replace("-", "_"))]
    if len(frameworks) != 1:
        found = " and ".join(f"[{name}]" for name in frameworks) or "none"
        return [Problem("", f"{found} of [torch], [torch-noarch], [tvm-ffi] is there", "keep exactly one of them")]
    return _file_problems(folder, build)


def read_config(folder: pathlib.Path) -> Build:
    """The model of the build.toml in a folder; raises ConfigError with the first thing that is wrong."""
    problems = problems_of(folder)
    if problems:
        raise problems[0].error()
    return Build.model_validate(_table(folder))
