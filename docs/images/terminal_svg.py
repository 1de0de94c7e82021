"""An animated SVG of a terminal: text and CSS only, since pages remove scripts. Without animation, its end is shown."""

from dataclasses import dataclass
from typing import Optional
from xml.sax.saxutils import escape

# Pixels: the size of a character and a line, and the space around.
WIDTH, HEIGHT, SPACE = 8, 18, 12
# Seconds that the last picture stays.
REST = 5.0
# Colors by class, on a light and on a dark page.
COLORS = {
    "back": ("#f6f8fa", "#151b23"),
    "text": ("#1f2328", "#e6edf3"),
    "green": ("#1a7f37", "#3fb950"),
    "red": ("#cf222e", "#ff7b72"),
    "blue": ("#0969da", "#58a6ff"),
    "yellow": ("#9a6700", "#d29922"),
    "magenta": ("#8250df", "#bc8cff"),
    "cyan": ("#1b7c83", "#39c5cf"),
}
STYLE = """
text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
.bold{font-weight:bold}
.past{visibility:hidden}
@media (prefers-reduced-motion:reduce){*{animation:none!important}}
"""


def _colors(page: int) -> str:
    """The rules of all colors on a light page, 0, or on a dark one, 1."""
    return "".join(f".{name}{{fill:{values[page]}}}" for name, values in COLORS.items())


@dataclass
class Piece:
    """A text that a terminal shows for some time. line: its number since the start. end: None if it stays."""

    line: int
    column: int
    text: str
    style: str
    start: float
    end: Optional[float] = None


class _Animations:
    """The keyframes of an SVG. Each kind is written once, however many elements move in that way."""

    def __init__(self, duration: float):
        self.duration = duration
        self.names: dict[str, str] = {}

    def name(self, states: "list[tuple[float, str]]") -> str:
        """The class of elements that have a state from each of some times on. The first time is 0."""
        frames = "".join(f"{100 * at / self.duration:.2f}%{{{state}}}" for at, state in states)
        return self.names.setdefault(frames, f"k{len(self.names)}")

    def css(self) -> str:
        # `step-end` holds each state up to the next one.
        return "".join(
            f"@keyframes {name}{{{frames}}}.{name}{{animation:{name} {self.duration:.2f}s step-end infinite}}\n"
            for frames, name in self.names.items()
        )


def _element(piece: Piece, animations: _Animations) -> str:
    """The text of a piece, which is visible from its start to its end."""
    states = [(0.0, "visibility:hidden"), (piece.start, "visibility:visible")]
    if piece.end is not None:
        states.append((piece.end, "visibility:hidden"))
    classes = [piece.style, "" if piece.end is None else "past", animations.name(states) if piece.start else ""]
    words = " ".join(filter(None, classes))
    x, y = SPACE + piece.column * WIDTH, piece.line * HEIGHT + 13
    # All fonts get the same width. A single character needs none.
    length = f' textLength="{len(piece.text) * WIDTH}"' if len(piece.text) > 2 else ""
    return f'<text x="{x}" y="{y}"{length} class="{words}">{escape(piece.text)}</text>\n'


def to_svg(
    pieces: "list[Piece]", scrolls: "list[tuple[float, int]]", columns: int, rows: int, duration: float, title: str
) -> str:
    """The SVG. scrolls: the times at which another line is the first one, and its number; the first time is 0."""
    width, height = columns * WIDTH + 2 * SPACE, rows * HEIGHT + 2 * SPACE
    animations = _Animations(duration + REST)
    body = "".join(_element(piece, animations) for piece in pieces)
    moved = animations.name([(at, f"transform:translateY({-line * HEIGHT}px)") for at, line in scrolls])
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title" viewBox="0 0 {width} {height}"
width="{width}">
<title id="title">{escape(title)}</title>
<style>{STYLE}{_colors(0)}
@media (prefers-color-scheme:dark){{{_colors(1)}}}
{animations.css()}</style>
<rect class="back" width="{width}" height="{height}" rx="8"/>
<svg y="{SPACE}" width="{width}" height="{rows * HEIGHT}">
<g class="text {moved}" transform="translate(0 {-scrolls[-1][1] * HEIGHT})">
{body}</g>
</svg>
</svg>
"""
