"""The plot of the benchmark of builds, as SVG."""

from xml.sax.saxutils import escape

HEIGHT = 26
LABELS = 300
WIDTH = 760
STYLE = """
  text { font: 13px sans-serif; fill: #333 }
  .bar { fill: #3b6ea8 }
  .aim { stroke: #c60; stroke-width: 2 }
  .one { stroke: #888; stroke-dasharray: 4 3 }
  @media (prefers-color-scheme: dark) { text { fill: #ccc } .bar { fill: #79a7dc } }
"""


def bars(measured):
    """Horizontal bars. measured: tuples of a label, a ratio and the aim of the ratio."""
    scale = (WIDTH - LABELS - 60) / max(1.0, *(max(ratio, aim) for _, ratio, aim in measured))
    height = HEIGHT * len(measured) + 30
    one = LABELS + scale
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        "<title>Time of builds, relative to another way</title>",
        f"<style>{STYLE}</style>",
        f'<line class="one" x1="{one:.0f}" x2="{one:.0f}" y1="0" y2="{height - 24}"/>',
        f'<text x="{one:.0f}" y="{height - 8}" text-anchor="middle">1 = as long</text>',
    ]
    for index, (label, ratio, aim) in enumerate(measured):
        top = HEIGHT * index
        end, mark = LABELS + scale * ratio, LABELS + scale * aim
        lines += [
            f'<text x="{LABELS - 8}" y="{top + 17}" text-anchor="end">{escape(label)}</text>',
            f'<rect class="bar" x="{LABELS}" y="{top + 4}" width="{scale * ratio:.0f}" height="{HEIGHT - 8}"/>',
            f'<line class="aim" x1="{mark:.0f}" x2="{mark:.0f}" y1="{top + 2}" y2="{top + HEIGHT - 2}"/>',
            f'<text x="{max(end, mark) + 6:.0f}" y="{top + 17}">{ratio:.2f}</text>',
        ]
    return "\n".join([*lines, "</svg>"]) + "\n"
