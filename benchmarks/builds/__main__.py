"""Compare builds file by file with compilers that are called by hand: `./run bench [ROW...]`.

Each row is the ratio of two medians. The two are measured in turns, in one run, and their spread is the largest of the
times over the smallest. "By hand" means the same commands for the same files, which the objects in the store keep, run
in the development shell with as many processes as there are processors, without precompiled headers. Needs an idle
machine, and no GPU. A run of all rows also draws docs/images/builds.svg.
"""

import os
import pathlib
import statistics
import sys
import tempfile

import plot
import rows
from kernel import ROOT

TURNS = 3


def spread(times):
    return max(times) / min(times)


def measure(row):
    """Print a row; returns its name in the plot, its ratio and its aim."""
    pairs = [(row.first(), row.second()) for _ in range(TURNS)]
    first, second = map(list, zip(*pairs))
    a, b = statistics.median(first), statistics.median(second)
    print(f"{row.number:2} {row.name:64} {a:6.1f} s {b:6.1f} s {a / b:6.2f} {row.aim:5.2f}  "
          f"{spread(first):.2f} {spread(second):.2f}", flush=True)  # fmt: skip
    return row.short, a / b, row.aim


def main():
    chosen = set(map(int, sys.argv[1:]))
    print(f"{os.cpu_count()} processors, medians of {TURNS}, in turns")
    print(f"{'':67} {'this':>8} {'other':>8} {'ratio':>6} {'aim':>5}  spread")
    with tempfile.TemporaryDirectory() as scratch:
        wanted = [
            make for number, make in rows.rows(rows.Kernels(pathlib.Path(scratch))) if not chosen or number in chosen
        ]
        measured = [measure(make()) for make in wanted]
    if not chosen:
        (ROOT / "docs/images/builds.svg").write_text(plot.bars(measured))


if __name__ == "__main__":
    main()
