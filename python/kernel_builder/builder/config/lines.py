"""Finds the line of each key in a TOML file, which parsers do not report."""

import re

_HEADER = re.compile(r"\s*\[{1,2}\s*([^\]]+?)\s*\]{1,2}\s*(#.*)?$")
_KEY = re.compile(r"""\s*([A-Za-z0-9_.\-"' ]+?)\s*=(?!=)""")
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*')


def _dotted(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))


def key_lines(text: str) -> dict[str, int]:
    """Dotted key or table → its line, counted from 1. The text may be slightly invalid TOML."""
    lines: dict[str, int] = {}
    table, depth, closing = "", 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if closing:
            # The line is inside a multi-line string.
            if closing in line:
                closing = ""
            continue
        if depth == 0:
            header, key = _HEADER.match(line), _KEY.match(line)
            if header:
                table = _dotted(header[1])
                lines.setdefault(table, number)
                continue
            if key:
                lines.setdefault(f"{table}.{_dotted(key[1])}" if table else _dotted(key[1]), number)
        for quote in ('"""', "'''"):
            if line.count(quote) % 2:
                closing = quote
        bare = _STRINGS.sub("", line.replace('"""', "").replace("'''", ""))
        depth = max(0, depth + bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}"))
    return lines


def line_of(lines: dict[str, int], path: str) -> int:
    """The line of a key, else of the nearest table around it, else of the first key in its table; 0 if none has one."""
    steps = re.sub(r"\[\d+\]", "", path).split(".") if path else []
    for end in range(len(steps), 0, -1):
        if ".".join(steps[:end]) in lines:
            return lines[".".join(steps[:end])]
    within = [line for key, line in lines.items() if steps and key.startswith(f"{steps[0]}.")]
    return min(within, default=0)
