"""The backends, found by their files: NAME.cmake in templates/backends, and NAME.py here where values are needed."""

import importlib
import pathlib

from kernel_builder.builder.project.backend import Backend

HERE = pathlib.Path(__file__).resolve().parent
NAMES = sorted(path.stem for path in (HERE.parent / "templates/backends").glob("*.cmake"))


def backend_named(name: str) -> Backend:
    """The backend of this name; a plain one if it needs no values of its own."""
    if not (HERE / f"{name}.py").is_file():
        return Backend()
    backend = importlib.import_module(f"{__name__}.{name}").BACKEND
    assert isinstance(backend, Backend)
    return backend
