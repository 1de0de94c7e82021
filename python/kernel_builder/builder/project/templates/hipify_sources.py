"""Made by `kernel-builder create-pyproject`.

Translates sources for CUDA to HIP with hipify, which Torch ships and calls in its own extension builder:
`python hipify_sources.py TORCH ROOT OUTPUT HEADERS... -- SOURCES...`. Headers and sources are paths below ROOT. The
results have the same paths below OUTPUT, except that a.cu becomes a.hip. A file that did not change is not written:
CMake would compile it again.
"""

import contextlib
import importlib
import importlib.util
import io
import os
import pathlib
import shutil
import sys
import tempfile
import types
from collections.abc import Iterator


def load_hipify(torch: str) -> types.ModuleType:
    """The module hipify_python of the Torch in a folder. Does not import Torch, which may not work on this machine."""
    folder = pathlib.Path(torch) / "utils/hipify"
    spec = importlib.util.spec_from_file_location(
        "hipify", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec
    sys.modules["hipify"] = importlib.util.module_from_spec(spec)
    return importlib.import_module("hipify.hipify_python")


@contextlib.contextmanager
def without_success_messages() -> Iterator[None]:
    """Leave out the lines on stderr in which hipify reports success."""
    captured = io.StringIO()
    try:
        with contextlib.redirect_stderr(captured):
            yield
    finally:
        lines = captured.getvalue().splitlines(keepends=True)
        sys.stderr.writelines(line for line in lines if "Successfully preprocessed" not in line)


def hipify_sources(
    torch: str, root: pathlib.Path, output: pathlib.Path, headers: list[str], sources: list[str]
) -> None:
    """Hipify the headers and sources, paths below the folder `root`, and write the results to the folder `output`."""
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder).resolve()
        for name in [*headers, *sources]:
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, work / name)
        folders = sorted({str((work / name).parent) for name in headers})
        with without_success_messages():
            results = load_hipify(torch).hipify(
                project_directory=str(work),
                output_directory=str(work),
                header_include_dirs=folders,
                includes=[f"{work}/*"],
                extra_files=[str(work / name) for name in sources],
                show_progress=False,
                is_pytorch_extension=True,
                hipify_extra_files_only=True,
            )
        # A source has the same name whether hipify changed it or not.
        for name in sources:
            hipified = results[str(work / name)].hipified_path or work / name
            target = (work / name).with_suffix(".hip" if name.endswith(".cu") else pathlib.Path(name).suffix)
            if pathlib.Path(hipified) != target:
                shutil.copyfile(hipified, target)
        for path in sorted(work.rglob("*")):
            target = output / path.relative_to(work)
            if path.is_file() and not (target.exists() and target.read_bytes() == path.read_bytes()):
                # Replaced in one step: the compiler may be reading a header for another kernel.
                target.parent.mkdir(parents=True, exist_ok=True)
                written = shutil.copyfile(path, f"{target}.{os.getpid()}")
                os.replace(written, target)


if __name__ == "__main__":
    _torch, _root, _output, *_names = sys.argv[1:]
    _end = _names.index("--")
    hipify_sources(_torch, pathlib.Path(_root), pathlib.Path(_output), _names[:_end], _names[_end + 1 :])
