"""CMake's language: arguments and commands as text."""

import re
import shlex

LINE_LENGTH = 120


class Reference(str):
    """A reference to a variable, which CMake resolves: `${OPS_ID}`. All other arguments are taken as they are."""


def quoted(value: str) -> str:
    """A CMake argument that means this text and nothing else (cmake-language(7), bracket argument)."""
    if isinstance(value, Reference):
        return value
    if re.fullmatch(r"[A-Za-z0-9_./+=,:-]+", value):
        return value
    level = 0
    while "]" + "=" * level + "]" in value + "]":
        level += 1
    return f"[{'=' * level}[{value}]{'=' * level}]"


def command(name: str, *arguments: str) -> str:
    """A call of a CMake command: on one line, or with one argument per line where that is too long."""
    words = [quoted(argument) for argument in arguments]
    line = f"{name}({' '.join(words)})"
    if len(line) <= LINE_LENGTH or len(words) < 2:
        return line
    return "\n  ".join([f"{name}({words[0]}", *words[1:]]) + ")"


def shell_words(words: list[str]) -> str:
    """Words as CMake writes them into the files of Ninja and Make: quoted for the shell, with `$$` for `$`."""
    return " ".join(map(shlex.quote, words)).replace("$", "$$")


def add_flags(target: str, kind: str, flags: list[str]) -> list[str]:
    """The call that compiles a target with flags of build.toml; none without flags. kind: as in library.cmake."""
    return [command("add_flags", target, kind, shell_words(flags))] if flags else []
