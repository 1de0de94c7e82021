"""Kernels of generated files, built by Nix and by hand."""

import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
NIX = ["nix", "--extra-experimental-features", "nix-command flakes"]
FLAKE = """{{
  inputs.kernel-builder.url = "path:{root}";
  outputs =
    {{ self, kernel-builder }}:
    kernel-builder.lib.genKernelFlakeOutputs {{ inherit self; path = ./.; precompiledHeaders = {precompiled}; }};
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
# A setup.py that compiles the same sources.
SETUP = """from setuptools import setup
from torch.utils.cpp_extension import BuildExtension, CppExtension
sources = {sources}
extension = CppExtension("bench_ext", sources, include_dirs=["{folder}/torch-ext"], extra_compile_args=["-O3"])
setup(name="bench_ext", ext_modules=[extension], cmdclass={{"build_ext": BuildExtension}})
"""


def run(words, **settings):
    """Run a command that must succeed; returns the finished process."""
    process = subprocess.run(list(map(str, words)), capture_output=True, text=True, **settings)
    if process.returncode:
        sys.exit(f"{shlex.join(map(str, words))} failed:\n{process.stderr[-3000:]}{process.stdout[-2000:]}")
    return process


def seconds(words, **settings):
    """The seconds that a command takes."""
    start = time.monotonic()
    run(words, **settings)
    return time.monotonic() - start


class Kernel:
    """A kernel in a folder, one of whose variants is built.

    numbers: of the files that `edit` writes. Each build and each command by hand returns the seconds that it took.
    """

    def __init__(self, folder, variant, numbers):
        self.folder, self.variant, self.numbers = folder, variant, numbers
        self.value = time.time_ns() % 10**6

    def lock(self):
        run([*NIX, "flake", "lock", f"path:{self.folder}"])

    def write(self, number):
        """Give a file a text that no build has seen: with self.value."""
        raise NotImplementedError

    def edit(self, numbers=None):
        self.value += 1
        for number in self.numbers if numbers is None else numbers:
            self.write(number)

    def installable(self, variant=None):
        return f"path:{self.folder}#{variant or self.variant}"

    def build(self, *variants):
        return seconds([*NIX, "build", "--no-link", *map(self.installable, variants or [None])])

    def build_again(self):
        """A build with nothing to do."""
        self.build()
        return self.build()

    def build_after_edit(self, numbers=None, variants=()):
        self.edit(numbers)
        return self.build(*variants)

    def build_with_headers(self):
        """The first build of new files, the precompiled headers included."""
        function = "map (folder: folder.outPath)"
        listed = run([*NIX, "eval", "--json", self.installable("packages.x86_64-linux." + self.variant)
                      + ".precompiledFolders", "--apply", function]).stdout  # fmt: skip
        self.edit()
        run(["nix-store", "--delete", "--ignore-liveness", *json.loads(listed)])
        return self.build()

    def build_killed(self, objects):
        """The seconds of a build that is killed when so many objects are made, and of the build that follows."""
        self.edit()
        start = time.monotonic()
        process = subprocess.Popen(
            [*NIX, "build", "--no-link", "-L", self.installable()], stderr=subprocess.PIPE, text=True,
            start_new_session=True,
        )  # fmt: skip
        jobs = os.cpu_count()
        begun = 0
        for line in process.stderr:
            begun += "-object-f" in line and line.startswith("building ")
            # With `jobs` at a time, so many are made when this one begins.
            if begun == objects + jobs:
                break
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return time.monotonic() - start + self.build()

    def evaluate(self, attribute="lib.variants", function="_: 0"):
        return seconds([*NIX, "eval", "--json", self.installable(attribute), "--apply", function])

    def shell_seconds(self, script):
        """The seconds that lines of bash take in the development shell, without its start."""
        script = f"start=$(date +%s%N) && {script} >/dev/null && echo $(($(date +%s%N) - start))"
        process = run([*NIX, "develop", self.installable(), "-c", "bash", "-c", script], cwd=self.folder)
        return int(process.stdout.split()[-1]) / 1e9

    def prepare_by_hand(self):
        """Write the commands of all files, as the objects in the store have them, and the command that links."""
        self.build()
        flake = self.installable(f"packages.x86_64-linux.{self.variant}")
        torch = run([*NIX, "eval", "--raw", f"{flake}.torchFolder"]).stdout
        function = "builtins.mapAttrs (_: object: object.commands.outPath)"
        commands = json.loads(run([*NIX, "eval", "--json", f"{flake}.objectsByFile", "--apply", function]).stdout)
        for name, folder in commands.items():
            shutil.copytree(f"{folder}/files", self.folder, dirs_exist_ok=True)
            stem, _, ending = name.rpartition(".")
            command = pathlib.Path(folder, f"command.{ending}").read_text()
            for mark, text in (("@STEM@", stem), ("@ROOT@", str(self.folder)), ("@TORCH@", torch)):
                command = command.replace(mark, text)
            command = re.sub(r"-o \S+", f"-o {name.replace('/', '-')}.o", command)
            # A precompiled header is not by hand.
            (self.folder / f"{name.replace('/', '-')}.sh").write_text(f"unset CPATH\n{command}\n")
        self.names = [name.replace("/", "-") for name in commands]

    def by_hand(self, names=None):
        """The compilers for some of the files, as many at a time as there are processors, and the linker."""
        link = f"g++ -shared -fPIC {' '.join(f'{name}.o' for name in self.names)} -o k.so"
        listed = " ".join(f"{name}.sh" for name in names or self.names)
        return self.shell_seconds(f"printf '%s\\n' {listed} | xargs -P {os.cpu_count()} -n 1 sh -e && {link}")


class Generated(Kernel):
    """A kernel with a binding and files of one text, which each backend compiles. depends, extra: of its tables."""

    def __init__(self, folder, name, backends, variant, number, ending, text, depends, extra="", precompiled=True):
        super().__init__(folder, variant, range(number))
        self.text, self.ending = text, ending
        module = name.replace("-", "_")
        (folder / f"torch-ext/{module}").mkdir(parents=True)
        (folder / f"torch-ext/{module}/__init__.py").write_text("from ._ops import ops\n")
        (folder / "binding.cpp").write_text(BINDING)
        (folder / "flake.nix").write_text(FLAKE.format(root=ROOT, precompiled=str(precompiled).lower()))
        sources = ", ".join(f'"f{number}.{ending}"' for number in self.numbers)
        (folder / "build.toml").write_text(
            TOML.format(name=name, backends=json.dumps(backends)[1:-1])
            + "".join(
                f'\n[kernel.{backend}]\nbackend = "{backend}"\ndepends = [{depends}]\nsrc = [{sources}]\n{extra}'
                for backend in backends
            )
        )
        self.edit()
        self.lock()

    def write(self, number):
        (self.folder / f"f{number}.{self.ending}").write_text(self.text % {"number": number, "value": self.value})

    def pip_wheel(self):
        """pip and torch.utils.cpp_extension, for all files, in a folder that has no earlier build."""
        shutil.rmtree(self.folder / "build", ignore_errors=True)
        sources = ["binding.cpp", *(f"f{number}.{self.ending}" for number in self.numbers)]
        (self.folder / "setup.py").write_text(SETUP.format(sources=sources, folder=self.folder))
        return self.shell_seconds("unset CPATH && pip wheel -q --no-build-isolation --no-deps -w wheels .")


class Example(Kernel):
    """A copy of an example, one of whose files is edited."""

    def __init__(self, folder, example, variant, file):
        super().__init__(folder, variant, [0])
        self.file = folder / file
        shutil.copytree(ROOT / "examples" / example, folder, ignore=shutil.ignore_patterns("build", "result*"))
        flake = folder / "flake.nix"
        flake.write_text(flake.read_text().replace('"path:../.."', f'"path:{ROOT}"'))
        self.lock()

    def write(self, _number):
        with self.file.open("a") as file:
            file.write(f"// {self.value}\n")

    def including(self, headers):
        """Let the file include headers too, in a table that depends on Torch."""
        self.file.write_text("".join(f"#include <{header}>\n" for header in headers) + self.file.read_text())
        toml = self.folder / "build.toml"
        toml.write_text(toml.read_text().replace("depends = []", 'depends = ["torch"]'))
        return self
