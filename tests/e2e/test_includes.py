"""Which files a source may include (lib/objects/kernel-files.nix): GCC is the judge, over generated kernels."""

import json
import pathlib
import random
import subprocess

import pytest
from shared import REPOSITORY

FOLDERS = ["", "src/", "src/deep/", "include/"]
COUNT = 12
EXPRESSION = """
let
  files = import {repository}/lib/objects/kernel-files.nix {{ src = "{source}"; }};
in
map (source: (files.buildOf {{ inherit source; words = [ ]; }}).included) (builtins.fromJSON ''{sources}'')
"""


def include(choose, name, folder):
    """A directive that includes a file, in one of the forms that compilers take."""
    base = pathlib.PurePosixPath(name).name
    up = "../" * folder.count("/")
    path = choose.choice([name, base, f"{up}{name}", f"./{up}{name}"])
    return choose.choice([
        f'#include "{path}"', f"#include <{path}>", f'#  include\t"{path}"', f'#include_next "{path}"',
        f'#if __has_include("{path}")\n#include "{path}"\n#endif', f'#include \\\n  "{path}"',
        f'#if 0\n#include "{path}"\n#endif', f'// #include "{path}"', f'/* a */ #include "{path}" /* b */',
        f'#define HEADER "{path}"\n#include HEADER\n#undef HEADER', f'#import "{path}"',
        f'#ifdef __has_include\n#include "{path}"\n#endif',
    ])  # fmt: skip


def write_kernel(choose, root):
    """Write headers and sources that include each other at random; returns the sources."""
    headers = [
        f"{choose.choice(FOLDERS)}h{number}.{choose.choice(['h', 'cuh', 'inc', 'hpp'])}" for number in range(COUNT)
    ]
    sources = [f"{choose.choice(FOLDERS)}s{number}.cpp" for number in range(COUNT)]
    for number, name in enumerate([*headers, *sources]):
        # Headers include later headers, so that there is no circle.
        others = headers[number + 1 :] if number < COUNT else [*headers, *sources[: number - COUNT]]
        folder = name.rpartition("/")[0] + "/" if "/" in name else ""
        chosen = choose.sample(others, min(len(others), choose.choice([0, 1, 1, 2])))
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(include(choose, other, folder) + "\n" for other in chosen))
    return sources


def read_by_gcc(root, source):
    """The kernel's files that GCC reads for a source."""
    folders = [word for folder in FOLDERS for word in ("-I", str(root / folder))]
    process = subprocess.run(
        ["g++", "-MM", "-MG", *folders, str(root / source)], capture_output=True, text=True, cwd=root
    )
    words = process.stdout.replace("\\\n", " ").split()[1:]
    paths = [(root / word).resolve() for word in words]
    return {str(path.relative_to(root)) for path in paths if path.is_file() and path.is_relative_to(root)} - {source}


@pytest.mark.parametrize("seed", range(6))
def test_each_file_that_gcc_reads_is_among_those_that_a_source_may_include(nix, tmp_path, seed):
    sources = write_kernel(random.Random(seed), tmp_path)
    expression = EXPRESSION.format(repository=REPOSITORY, source=tmp_path, sources=json.dumps(sources))
    included = json.loads(nix("eval", "--impure", "--json", "--expr", expression).stdout)
    compared = 0
    for source, files in zip(sources, included):
        read = read_by_gcc(tmp_path, source)
        assert read <= set(files), (source, (tmp_path / source).read_text())
        compared += len(read)
    assert compared
