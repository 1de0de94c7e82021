"""Turns pydantic's errors about build.toml into problems."""

import difflib
import functools
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Union

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kernel_builder.builder.config.model import EDITION, KernelConfig
from kernel_builder.builder.config.problem import Problem

# The one key that takes a text or a table: pydantic reports a problem for each.
STABLE_ABI = ("torch", "stable-abi")
# Patterns with this character refuse control characters, which a message does not repeat.
CONTROL = "\u0001"
LONGEST_VALUE = 60
Step = Union[int, str]
# pydantic's last step of a location if the key itself is wrong.
KEY = "[key]"


@functools.cache
def _schema() -> dict[str, Any]:
    return KernelConfig.model_json_schema(by_alias=True)


def _resolved(node: dict[str, Any]) -> dict[str, Any]:
    """The schema behind a reference or an optional value."""
    while "$ref" in node or "anyOf" in node:
        node = node["anyOf"][0] if "anyOf" in node else _schema()["$defs"][node["$ref"].rpartition("/")[2]]
    return node


def _known_keys(location: Sequence[Step]) -> list[str]:
    """The keys that are allowed where pydantic refused one. A step of the location may be the tag of a union."""
    node = _schema()
    for step in location[:-1]:
        node = _resolved(node)
        if "discriminator" in node:
            node = {"$ref": node["discriminator"]["mapping"][step]}
        elif isinstance(step, int):
            node = node["items"]
        elif step in node.get("properties", {}):
            node = node["properties"][step]
        else:
            node = next(iter(node["patternProperties"].values()))
    return sorted(_resolved(node)["properties"])


def _suggest(word: object, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(str(word), known, n=1, cutoff=0.7)
    return (f"did you mean `{near[0]}`? " if near else "") + f"known: {', '.join(known)}"


def _short(value: object) -> str:
    """A value much as TOML writes it, shortened."""
    text = json.dumps(value, default=str)
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 3] + "..."


def _form(pattern: str) -> str:
    """How to write a text that matches a pattern."""
    if CONTROL in pattern:
        return "write one line without control characters" + (", which is not empty" if pattern[-2] == "+" else "")
    if "://" in pattern:
        return "write a git URL: https://host/owner/name, ssh://git@host/owner/name or git@host:owner/name"
    return f"it must match {pattern}"


def _key(step: Step) -> str:
    """A key as TOML writes it: in quotes unless it is bare."""
    return str(step) if re.fullmatch(r"[A-Za-z0-9_-]+", str(step)) else json.dumps(step)


def _user_location(location: Sequence[Step]) -> list[Step]:
    """A location without pydantic's tags of unions: kernel.relu.cpu.src is kernel.relu.src in the file."""
    if location[:2] == STABLE_ABI:
        return [*STABLE_ABI, *location[3:]]
    is_tagged = location[0] == "kernel" and location[2:3] != (KEY,)
    return [step for index, step in enumerate(location) if not (is_tagged and index == 2)]


def _of_one_type(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """The errors without the ones about torch.stable-abi as a table if it is a text, or as a text if it is a table."""
    is_table = not any(error["loc"][:2] == STABLE_ABI and error["type"] == "dict_type" for error in errors)
    return [
        error
        for error in errors
        if error["loc"][:2] != STABLE_ABI or str(error["loc"][2]).startswith("dict") == is_table
    ]


def _problem(error: ErrorDetails) -> Problem:
    location = _user_location(error["loc"])
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{_key(step)}" for step in location).lstrip(".")
    context, value = error.get("ctx", {}), error.get("input")
    kind = error["type"]
    if location[-1] == KEY and kind == "string_pattern_mismatch":
        path = path.rpartition(".")[0]
        return Problem(path, "this name may hold letters, digits, `-` and `_` only", "rename it")
    if location[-1] == KEY and kind == "literal_error":
        backends = re.findall(r"'([^']+)'", context["expected"])
        return Problem(path.rpartition(".")[0], "unknown key", _suggest(location[-2], backends))
    if kind == "extra_forbidden":
        return Problem(path, "unknown key", _suggest(location[-1], _known_keys(error["loc"])))
    if kind == "missing":
        return Problem(path, "missing", f"add `{location[-1]}`")
    if kind == "union_tag_not_found":
        return Problem(f"{path}.backend", "missing", "add `backend`")
    if kind in ("literal_error", "union_tag_invalid"):
        expected = context.get("expected") or context.get("expected_tags", "")
        known = re.findall(r"'([^']+)'", expected) or [expected]
        if kind == "union_tag_invalid":
            path, value = f"{path}.backend", context["tag"]
        return Problem(path, f"unknown value {_short(value)}", _suggest(value, known), value=_short(value))
    if kind == "too_long":
        return Problem(path, f"the list has {context['actual_length']} values", f"the limit is {context['max_length']}")
    if kind == "string_too_long":
        return Problem(path, f"the text is longer than {context['max_length']} characters", "shorten it")
    if kind == "string_pattern_mismatch":
        message = f"{_short(value)} is not of the right form"
        return Problem(path, message, _form(context["pattern"]), value=_short(value))
    return Problem(path, error["msg"], "correct the value", value=_short(value))


def edition_problems(table: Mapping[str, Any]) -> list[Problem]:
    """A named edition is the current one: files of older editions name none, as the Hub's parser wants it."""
    general = table.get("general")
    edition = general.get("edition", EDITION) if isinstance(general, dict) else EDITION
    if edition == EDITION and type(edition) is int:
        return []
    message = f"edition {_short(edition)} is not supported"
    return [Problem("general.edition", message, f"run `kernel-builder update-build`, or write `edition = {EDITION}`")]


def newer_keys(table: Mapping[str, Any]) -> list[Problem]:
    """Keys of edition 5 in a file that names no edition."""
    general = table.get("general", {})
    inner = [(f"general.{name}", general.get(name)) for name in ("cuda", "neuron", "xpu")]
    paths = [
        f"{path}.kernel-depends"
        for path, keys in [("general", general), *inner]
        if isinstance(keys, dict) and "kernel-depends" in keys
    ]
    paths += ["general.tpu"] if "tpu" in general else []
    remedy = "run `kernel-builder update-build`, which names the edition"
    return [Problem(path, f"this key needs edition {EDITION}, and the file names none", remedy) for path in paths]


def validation_problems(error: ValidationError) -> list[Problem]:
    """The problems that a validation found, unknown keys first."""
    # If a similar key is missing, the unknown key is the likelier mistake.
    problems = map(_problem, _of_one_type(error.errors()))
    return sorted(problems, key=lambda problem: problem.message != "unknown key")
