"""In which line of a TOML file each key stands: parsers do not tell."""

import re

_HEADER = re.compile(r"\s*\[{1,2}\s*([^\]]+?)\s*\]{1,2}\s*(#.*)?$")
_KEY = re.compile(r"""\s*([A-Za-z0-9_.\-"' ]+?)\s*=(?!=)""")
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*')


def _dotted(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))


def key_lines(text: str) -> dict[str, int]:
    """Dotted key or table → its line, counted from 1, of a text that is valid TOML or nearly so."""
    found: dict[str, int] = {}
    table, depth, closing = "", 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if closing:
            # Inside a string of several lines.
            if closing in line:
                closing = ""
            continue
        if depth == 0:
            header, key = _HEADER.match(line), _KEY.match(line)
            if header:
                table = _dotted(header[1])
                found.setdefault(table, number)
                continue
            if key:
                found.setdefault(f"{table}.{_dotted(key[1])}" if table else _dotted(key[1]), number)
        for quote in ('"""', "'''"):
            if line.count(quote) % 2:
                closing = quote
        bare = _STRINGS.sub("", line.replace('"""', "").replace("'''", ""))
        depth = max(0, depth + bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}"))
    return found


def line_of(lines: dict[str, int], path: str) -> int:
    """The line of a key, else of the nearest table or key around it, else of what is within it; 0 if there is none."""
    steps = re.sub(r"\[\d+\]", "", path).split(".") if path else []
    for end in range(len(steps), 0, -1):
        if ".".join(steps[:end]) in lines:
            return lines[".".join(steps[:end])]
    within = [line for key, line in lines.items() if steps and key.startswith(f"{steps[0]}.")]
    return min(within, default=0)
