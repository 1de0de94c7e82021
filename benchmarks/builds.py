"""Compare builds file by file with compilers that are called by hand: `./run bench [ROW...]`.

Each row is the ratio of two medians. The two are measured in turns, in one run, and their spread is the largest of the
times over the smallest. "By hand" means the same commands for the same files, which the objects in the store keep, run
in the development shell with as many processes as there are processors. Needs an idle machine, and no GPU.
"""

import json
import os
import pathlib
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from typing import Callable, NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
NIX = ["nix", "--extra-experimental-features", "nix-command flakes"]
TURNS = 3
FLAKE = """{{
  inputs.kernel-builder.url = "path:{root}";
  outputs =
    {{ self, kernel-builder }}:
    kernel-builder.lib.genKernelFlakeOutputs {{ inherit self; path = ./.; }};
}}
"""
TOML = """[general]
name = "{name}"
version = 1
edition = 5
license = "Apache-2.0"
backends = [{backends}]

[torch]
src = ["binding.cpp"]
"""
BINDING = """#include <torch/library.h>
#include "registration.h"
TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops) { ops.def("f(Tensor x) -> Tensor"); }
REGISTER_EXTENSION(TORCH_EXTENSION_NAME)
"""
WITH_TORCH = """#include <torch/all.h>
at::Tensor f%(number)d(at::Tensor const &x) { return x.mul(%(number)d).add(%(value)d); }
"""
DEVICE = """#include <cuda_runtime.h>
__global__ void k%(number)d(float *x) { x[threadIdx.x] += %(value)d.0f; }
void f%(number)d(float *x, cudaStream_t stream) { k%(number)d<<<1, 32, 0, stream>>>(x); }
"""


class Row(NamedTuple):
    """One row: what is compared with what. Each measurement is a function that returns seconds."""

    name: str
    first: Callable[[], float]
    second: Callable[[], float]
    aim: float


def run(words, **settings):
    process = subprocess.run(list(map(str, words)), capture_output=True, text=True, **settings)
    if process.returncode:
        sys.exit(f"{shlex.join(map(str, words))} failed:\n{process.stderr[-3000:]}{process.stdout[-2000:]}")
    return process


def seconds(words, **settings):
    start = time.monotonic()
    run(words, **settings)
    return time.monotonic() - start


class Kernel:
    """A kernel of generated files in a folder. number: how many files besides the binding. text: of one file."""

    def __init__(self, folder, name, backend, variant, number, ending, text, depends, extra=""):
        self.folder, self.variant, self.text, self.ending = folder, variant, text, ending
        self.numbers = range(number)
        module = name.replace("-", "_")
        (folder / f"torch-ext/{module}").mkdir(parents=True)
        (folder / f"torch-ext/{module}/__init__.py").write_text("from ._ops import ops\n")
        (folder / "binding.cpp").write_text(BINDING)
        (folder / "flake.nix").write_text(FLAKE.format(root=ROOT))
        sources = ", ".join(f'"f{number}.{ending}"' for number in self.numbers)
        (folder / "build.toml").write_text(
            TOML.format(name=name, backends=f'"{backend}"')
            + f'\n[kernel.k]\nbackend = "{backend}"\ndepends = [{depends}]\nsrc = [{sources}]\n{extra}'
        )
        self.value = time.time_ns() % 10**6
        self.edit(self.numbers)
        run([*NIX, "flake", "lock", f"path:{folder}"])

    def edit(self, numbers):
        """Give some of the files a text that no build has seen."""
        self.value += 1
        for number in numbers:
            (self.folder / f"f{number}.{self.ending}").write_text(self.text % {"number": number, "value": self.value})

    def build(self, variant=None):
        """The seconds of `nix build`."""
        return seconds([*NIX, "build", "--no-link", f"path:{self.folder}#{variant or self.variant}"])

    def build_after_edit(self, numbers):
        self.edit(numbers)
        return self.build()

    def build_for_torches(self):
        """The seconds of the first build of new files for three versions of Torch."""
        self.edit(self.numbers)
        names = [f"path:{self.folder}#torch{version}-cxx11-cu130" for version in ("210", "211", "213")]
        return seconds([*NIX, "build", "--no-link", *names])

    def evaluate(self):
        """The seconds of an evaluation that asks for nothing."""
        return seconds([*NIX, "eval", "--json", f"path:{self.folder}#lib.variants", "--apply", "_: 0"])

    def prepare_by_hand(self):
        """Write the commands of all files, as the objects in the store have them, and the command that links."""
        self.build()
        flake = f"path:{self.folder}#packages.x86_64-linux.{self.variant}"
        torch = run([*NIX, "eval", "--raw", f"{flake}.torchFolder"]).stdout
        function = "builtins.mapAttrs (_: object: object.commands.outPath)"
        commands = run([*NIX, "eval", "--json", f"{flake}.objectsByFile", "--apply", function]).stdout
        for name, folder in json.loads(commands).items():
            shutil.copytree(f"{folder}/files", self.folder, dirs_exist_ok=True)
            command = pathlib.Path(folder, f"command.{name.rpartition('.')[2]}").read_text()
            for mark, text in (("@STEM@", name.rpartition(".")[0]), ("@ROOT@", str(self.folder)), ("@TORCH@", torch)):
                command = command.replace(mark, text)
            command = re.sub(r"-o \S+", f"-o {name}.o", command)
            (self.folder / f"{name}.sh").write_text(f"{command}\n")
        self.names = list(json.loads(commands))

    def by_hand(self, names=None):
        """The seconds of the compilers for some of the files, and of the linker, without the start of the shell."""
        names = names or self.names
        link = f"g++ -shared -fPIC {' '.join(f'{name}.o' for name in self.names)} -o k.so"
        listed = " ".join(f"{name}.sh" for name in names)
        script = f"start=$(date +%s%N); printf '%s\\n' {listed} | xargs -P {os.cpu_count()} -n 1 sh -e && {link}"
        script += " && echo $(($(date +%s%N) - start))"
        shell = f"path:{self.folder}#{self.variant}"
        process = run([*NIX, "develop", shell, "-c", "bash", "-c", script], cwd=self.folder)
        return int(process.stdout.split()[-1]) / 1e9


def cpp_kernel(folder):
    kernel = Kernel(folder, "bench-cpp", "cpu", "torch213-cxx11-cpu", 3, "cpp", WITH_TORCH, '"torch"')
    kernel.prepare_by_hand()
    return kernel


def cuda_kernel(folder):
    kernel = Kernel(folder, "bench-cuda", "cuda", "torch213-cxx11-cu130", 8, "cu",
                    "#include <torch/all.h>\n" + DEVICE, '"torch"', 'cuda-capabilities = ["9.0"]\n')  # fmt: skip
    kernel.prepare_by_hand()
    return kernel


def rows(scratch, chosen):
    """The rows with these numbers, or all."""

    def wanted(number):
        return not chosen or number in chosen

    if wanted(1) or wanted(2) or wanted(8):
        cpp = cpp_kernel(scratch / "cpp")
        one = ["f1.cpp"]
        all_files = range(3)
    if wanted(1):
        edit = partial(cpp.build_after_edit, [1])
        yield Row("1  one line of 4 C++ files, against all by hand", edit, cpp.by_hand, 0.3)
        yield Row("1  the same, against this file by hand", edit, partial(cpp.by_hand, one), 0.6)
    if wanted(2):
        files = [f"f{number}.cpp" for number in all_files]
        first = partial(cpp.build_after_edit, all_files)
        yield Row("2  3 new C++ files and the link, against by hand", first, partial(cpp.by_hand, files), 1.1)
    if wanted(3):
        cuda = cuda_kernel(scratch / "cuda")
        edit = partial(cuda.build_after_edit, [1])
        yield Row("3  one line of 8 CUDA files, against all by hand", edit, cuda.by_hand, 0.2)
        first = partial(cuda.build_after_edit, range(8))
        yield Row("3  8 new CUDA files, against by hand", first, cuda.by_hand, 1.1)
    if wanted(5):
        free = Kernel(scratch / "free", "bench-free", "cuda", "torch213-cxx11-cu130", 4, "cu", DEVICE, "")
        free.build_for_torches()
        one = partial(free.build_after_edit, range(4))
        yield Row("5  4 files without Torch, for 3 Torches against 1", free.build_for_torches, one, 1.15)
    if wanted(8):
        cpp.build()
        yield Row("8  nothing to do, against an evaluation", cpp.build, cpp.evaluate, 2.0)


def spread(times):
    return max(times) / min(times)


def main():
    chosen = set(map(int, sys.argv[1:]))
    print(f"{os.cpu_count()} processors, medians of {TURNS}, in turns")
    print(f"{'':56} {'this':>8} {'other':>8} {'ratio':>6} {'aim':>5}  spread")
    with tempfile.TemporaryDirectory() as scratch:
        for row in rows(pathlib.Path(scratch), chosen):
            pairs = [(row.first(), row.second()) for _ in range(TURNS)]
            first, second = map(list, zip(*pairs))
            a, b = statistics.median(first), statistics.median(second)
            print(f"{row.name:56} {a:6.1f} s {b:6.1f} s {a / b:6.2f} {row.aim:5.2f}  "
                  f"{spread(first):.2f} {spread(second):.2f}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
