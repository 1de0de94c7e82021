"""Simulate remote builders for a kernel of 300 files, from measured times, for docs/distributed.md.

    python benchmarks/distributed.py      on an idle machine, as root, ten minutes

It measures two things on this machine. First, the time that each source of the examples takes to compile for CUDA.
Second, what one object costs besides its compiler: Nix makes the same small objects here, and through its build hook in
a second store, which is a folder of this machine; ssh adds its latency. The simulation draws 300 compile times out of
the first, in a fixed order, and gives each object to the first free slot. On another machine than the first, an object
takes the time of the build hook too. Nix starts one object after the other, and links at the end.
"""

import heapq
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "builds"))
from kernel import NIX, ROOT, Generated, run, seconds  # noqa: E402

FILES = 300
# Files as long as the examples', and as those of large attention kernels.
FACTORS = (1, 10)
MACHINES = (1, 2, 4, 8, 16)
# Objects that a machine makes at a time: 8 on a machine with 16 processors and 64 GB.
SLOTS = 8
LINK = 10
VARIANT = "torch211-cxx11-cu130"
EXAMPLES = ("cumsum", "relu", "rms-norm", "squared-relu")
SMALL = 16
PLAIN = "int f%(number)d() { return %(value)d; }\n"


def compile_times():
    """The seconds of each object of the examples: each is made again, alone."""
    times = {}
    for example in EXAMPLES:
        names = json.loads(run([*NIX, "eval", "--json", "--no-write-lock-file",
                                f"{ROOT}/examples/{example}#packages.x86_64-linux", "--apply",
                                "builtins.attrNames"]).stdout)  # fmt: skip
        variant = next(name for name in names if name == VARIANT or name.endswith("-cu130"))
        flake = f"{ROOT}/examples/{example}#packages.x86_64-linux.{variant}"
        function = "builtins.mapAttrs (_: object: object.drvPath)"
        objects = json.loads(run([*NIX, "eval", "--json", "--no-write-lock-file", f"{flake}.objectsByFile",
                                  "--apply", function]).stdout)  # fmt: skip
        run(["nix-store", "--realise", *objects.values()])
        for name, derivation in objects.items():
            if name.endswith(".cu"):
                times[f"{example}/{name}"] = seconds(["nix-store", "--realise", "--check", derivation])
    return times


def small_objects(folder, *flags):
    """The seconds of one of many small objects, one after the other."""
    kernel = Generated(folder, "bench-small", ["cpu"], "torch213-cxx11-cpu", SMALL, "cpp", PLAIN, "")
    kernel.build()
    kernel.edit()
    function = "builtins.mapAttrs (_: object: object.drvPath)"
    flake = kernel.installable("packages.x86_64-linux." + kernel.variant)
    objects = json.loads(run([*NIX, "eval", "--json", f"{flake}.objectsByFile", "--apply", function]).stdout)
    first, *others = [derivation for name, derivation in objects.items() if name.startswith("f")]
    # The first sends the toolchain.
    run(["nix-store", "--realise", *flags, first])
    return seconds(["nix-store", "--realise", *flags, *others]) / len(others)


def simulate(times, machines, start, hook):
    """The seconds of a kernel: objects begin at least `start` seconds apart, each in the slot that is free first."""
    # When a slot is free, and what an object costs there besides its compiler.
    free = [(0.0, hook if machine else 0.0) for machine in range(machines) for _ in range(SLOTS)]
    heapq.heapify(free)
    for index, compile_time in enumerate(times):
        when, cost = heapq.heappop(free)
        heapq.heappush(free, (max(index * start, when) + cost + compile_time, cost))
    return max(when for when, _ in free) + LINK


def table(title, times, start, hook):
    """Print the seconds and the gain of each number of machines."""
    print(f"{title}\n| machines | minutes | times as fast |\n|---|---|---|")
    alone = simulate(times, 1, start, hook)
    for machines in MACHINES:
        total = simulate(times, machines, start, hook)
        print(f"| {machines} | {total / 60:.1f} | {alone / total:.1f} |")


def main():
    if os.geteuid() != 0:
        sys.exit("the second store needs root")
    times = compile_times()
    for name, value in sorted(times.items()):
        print(f"{name}: {value:.1f} s")
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        here = small_objects(folder / "here", "--max-jobs", "1", "--builders", "")
        builder = f"{folder}/store x86_64-linux - 1 1"
        there = small_objects(folder / "there", "--max-jobs", "0", "--builders", builder)
        subprocess.run(["chmod", "-R", "u+w", folder / "store"], check=False)
    print(f"a small object: {here:.2f} s here, {there:.2f} s through the build hook")
    generator = random.Random(0)
    drawn = [generator.choice(sorted(times.values())) for _ in range(FILES)]
    print(f"{FILES} files, {sum(drawn) / 3600:.1f} hours of compilers, median {statistics.median(drawn):.0f} s")
    for factor in FACTORS:
        table(f"{factor} times as long", [factor * value for value in drawn], here, there - here)


if __name__ == "__main__":
    main()
