"""Made by `kernel-builder create-pyproject`.

Sources for CUDA as HIP wants them, by hipify, which Torch ships and its own extension builder calls:
`python hipify_sources.py TORCH ROOT OUTPUT HEADERS... -- SOURCES...`. Files are named below ROOT, and are written below
OUTPUT under the same names, where a.cu becomes a.hip. What did not change is left as it is, so that it is not compiled again.
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


def load_hipify(torch):
    """hipify_python of the Torch in a folder, without importing Torch itself, which may not work on this machine."""
    folder = pathlib.Path(torch) / "utils/hipify"
    spec = importlib.util.spec_from_file_location(
        "hipify", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    sys.modules["hipify"] = importlib.util.module_from_spec(spec)
    return importlib.import_module("hipify.hipify_python")


@contextlib.contextmanager
def without_news_of_success():
    """What is written to stderr meanwhile, without the line in which hipify says, each time, that it did what it was asked."""
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said):
            yield
    finally:
        lines = said.getvalue().splitlines(keepends=True)
        sys.stderr.writelines(line for line in lines if "Successfully preprocessed" not in line)


def hipify_sources(torch, root, output, headers, sources):
    """Write what hipify makes of the files, paths below `root`, into the folder `output`."""
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder).resolve()
        for name in [*headers, *sources]:
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, work / name)
        folders = sorted({str((work / name).parent) for name in headers})
        with without_news_of_success():
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
        # One name for each source, whether hipify had something to change in it or not.
        for name in sources:
            hipified = results[str(work / name)].hipified_path or work / name
            target = (work / name).with_suffix(".hip" if name.endswith(".cu") else pathlib.Path(name).suffix)
            if pathlib.Path(hipified) != target:
                shutil.copyfile(hipified, target)
        for path in sorted(work.rglob("*")):
            target = output / path.relative_to(work)
            if path.is_file() and not (target.exists() and target.read_bytes() == path.read_bytes()):
                # At once: another kernel that includes a header may be compiled just now.
                target.parent.mkdir(parents=True, exist_ok=True)
                written = shutil.copyfile(path, f"{target}.{os.getpid()}")
                os.replace(written, target)


if __name__ == "__main__":
    _torch, _root, _output, *_names = sys.argv[1:]
    _end = _names.index("--")
    hipify_sources(_torch, pathlib.Path(_root), pathlib.Path(_output), _names[:_end], _names[_end + 1 :])
