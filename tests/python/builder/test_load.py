"""load.py with a stub of Torch and of `kernels`; end-to-end tests load real kernels."""

import importlib.util
import json
import os
import subprocess
import sys

import pytest

from kernel_builder.builder import load
from kernel_builder.builder.report import Report, read_report, write_report

VARIANT = "torch213-cxx11-cpu-x86_64-linux"
ID = "_small_cpu_0123456"
STUB_OF_TORCH = """
__version__ = "2.13.0"
OPS = {"aten::relu": "/torch"}
class _C:
    _dispatch_get_all_op_names = staticmethod(lambda: list(OPS))
    _dispatch_dump = staticmethod(lambda op: f"registered at {OPS[op]}/a.cpp:7")
"""
STUB_OF_KERNELS = """
import importlib.util
def get_local_kernel(folder, backend):
    (variant,) = folder.iterdir()
    spec = importlib.util.spec_from_file_location("small", variant / "__init__.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.backend = backend
    return module
"""


def raised_by(folder, content):
    """The exception that a module in a folder raises when it is imported."""
    folder.mkdir()
    (folder / "inner.py").write_text(content)
    spec = importlib.util.spec_from_file_location("inner", folder / "inner.py")
    with pytest.raises(Exception) as caught:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
    return caught.value


def test_the_place_is_the_innermost_line_of_the_kernel(tmp_path):
    error = raised_by(tmp_path / VARIANT, "import json\ndef f():\n    json.loads('{')\nf()\n")
    assert load.place_of(error, VARIANT) == "inner.py:3"


def test_an_error_outside_of_the_kernel_has_the_place_of_its_module(tmp_path):
    error = raised_by(tmp_path / "other", "1 / 0\n")
    assert load.place_of(error, VARIANT) == "__init__.py"


def test_a_module_that_is_not_installed_is_named(tmp_path):
    error = raised_by(tmp_path / VARIANT, "\nimport numpy_of_the_future\n")
    assert load.failure(VARIANT, error, VARIANT) == (
        f"error: {VARIANT} imports numpy_of_the_future, which is not installed: inner.py:2\n"
        "  add it to general.python-depends in build.toml, if that key accepts it;"
        " otherwise import it inside the function that uses it"
    )


@pytest.mark.parametrize(
    "message",
    [
        "0 active drivers ([]). There should only be one.",
        "Found no NVIDIA driver on your system.",
        "CUDA driver version is insufficient for CUDA runtime version",
        "libcuda.so cannot be found!",
        "no CUDA-capable device is detected",
        "No CUDA GPUs are available",
        "No HIP GPUs are available",
        "No XPU devices are available.",
    ],
)
def test_a_missing_driver_is_named(tmp_path, message):
    error = raised_by(tmp_path / VARIANT, f"raise RuntimeError({message!r})\n")
    assert load.failure(VARIANT, error, VARIANT) == (
        f"error: {VARIANT} needs a GPU driver when it is imported, but a build has none: inner.py:1: {message}\n"
        "  move the code that needs the driver into the function that uses it, or into a module that only this\n"
        "  function imports; or set doGetKernelCheck = false in flake.nix to skip this check"
    )


def test_another_error_has_its_place(tmp_path):
    error = raised_by(tmp_path / VARIANT, "raise OSError('no table')\n")
    assert load.failure(VARIANT, error, VARIANT) == (
        f"error: {VARIANT} does not load with kernels.get_local_kernel: inner.py:1: no table\n"
        "  correct the import (its traceback is above), or set doGetKernelCheck = false in flake.nix"
        " if it cannot work in a sandbox"
    )


def test_an_op_in_another_namespace_is_named():
    error = load.ForeignOp("literal::f", "_quick_cpu_0123456")
    assert load.failure(VARIANT, error, VARIANT) == (
        f"error: {VARIANT}: it registers literal::f, but its ops must be in _quick_cpu_0123456,"
        " so that one process can load two revisions\n"
        "  in C++, register with TORCH_LIBRARY_EXPAND(TORCH_EXTENSION_NAME, ops);"
        " in Python, take names from ._ops.add_op_namespace_prefix"
    )


def test_the_report_says_that_the_variant_was_loaded(tmp_path):
    path = tmp_path / "report.json"
    write_report(
        path, Report({"abi": "no library"}, loaded=False, reason="load.py has not loaded it yet", warnings=["a"])
    )
    load.record(path, "with torch 2.13.0: f")
    assert read_report(path) == Report(
        {"abi": "no library", "load": "with torch 2.13.0: f"}, loaded=True, warnings=["a"]
    )


def test_a_load_keeps_the_mark_of_a_build_without_the_sandbox(tmp_path):
    path = tmp_path / "report.json"
    write_report(path, Report({}, loaded=False, reason="load.py has not loaded it yet", sandboxed=False))
    load.record(path, "with torch 2.13.0: f")
    assert read_report(path) == Report({"load": "with torch 2.13.0: f"}, loaded=True, sandboxed=False)


def test_a_variant_that_is_skipped_is_not_loaded(facts_document, capsys):
    load.main({**facts_document, "load": {"skip": "no GPU"}})
    assert capsys.readouterr().out == ""


def test_a_variant_that_was_loaded_is_recorded(facts_document, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(load, "load", lambda *arguments: " ".join(map(str, arguments)))
    write_report(tmp_path / "report.json", Report({}, loaded=False, reason="load.py has not loaded it yet"))
    load.main({**facts_document, "load": {"name": "other", "backend": "cpu"}})
    line = f"{tmp_path}/{VARIANT} {VARIANT} other cpu"
    assert capsys.readouterr().out == f"check load: {line}\n"
    assert read_report(tmp_path / "report.json") == Report({"load": line}, loaded=True)


def test_a_variant_that_fails_ends_the_build(facts_document, monkeypatch):
    def fail(*arguments):
        raise OSError("no table")

    monkeypatch.setattr(load, "load", fail)
    with pytest.raises(SystemExit) as caught:
        load.main(facts_document)
    assert str(caught.value).startswith(f"error: {VARIANT} does not load with kernels.get_local_kernel: ")


def test_the_file_needs_no_other_file_of_kernel_builder(repository):
    source = (repository / "python/kernel_builder/builder/load.py").read_text()
    assert "import kernel_builder" not in source and "from kernel_builder" not in source
    # -I: without PYTHONPATH and without the current folder.
    path = repository / "python/kernel_builder/builder/load.py"
    result = subprocess.run([sys.executable, "-I", path], input="start\n", capture_output=True, text=True)
    assert "IndexError" in result.stderr


@pytest.fixture
def run_load(variant, facts_document, repository, tmp_path):
    """Run load.py on a variant whose module has some content; returns the finished process and the report."""

    def run(content, start="start\n", **changes):
        (variant / "__init__.py").write_text(content)
        stubs = tmp_path / "stubs"
        stubs.mkdir()
        (stubs / "torch.py").write_text(STUB_OF_TORCH)
        (stubs / "kernels.py").write_text(STUB_OF_KERNELS)
        (tmp_path / "facts.json").write_text(json.dumps({**facts_document, **changes}))
        write_report(tmp_path / "report.json", Report({"abi": "no library"}, loaded=False, reason="not yet"))
        path = repository / "python/kernel_builder/builder/load.py"
        result = subprocess.run(
            [sys.executable, path, tmp_path / "facts.json"],
            env={**os.environ, "PYTHONPATH": str(stubs)},
            input=start,
            capture_output=True,
            text=True,
        )
        return result, read_report(tmp_path / "report.json")

    return run


def test_a_module_that_loads_is_reported_with_its_names(run_load):
    result, report = run_load(f"import torch\nf = 1\ntorch.OPS['{ID}::f'] = '/build/source'\n")
    line = "with torch 2.13.0: backend, f, torch"
    assert (result.returncode, result.stdout, result.stderr) == (0, f"check load: {line}\n", "")
    assert report == Report({"abi": "no library", "load": line}, loaded=True)


def test_a_build_that_fails_first_loads_nothing(run_load):
    result, report = run_load("raise RuntimeError\n", start="")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert not report.loaded


def test_another_name_to_load_it_under_is_reported(run_load):
    _, report = run_load("f = 1\n", load={"name": "torch213-cxx11-cu130-x86_64-linux", "backend": "cpu"})
    assert report.checks["load"] == (
        "with torch 2.13.0, as torch213-cxx11-cu130-x86_64-linux, the variant that this Torch looks for: backend, f"
    )


def test_an_op_of_torch_is_accepted_in_any_namespace(run_load):
    result, _ = run_load("import torch\ntorch.OPS['quantized::f'] = '/torch'\n")
    assert result.returncode == 0


def test_an_op_of_the_kernel_is_refused_outside_of_its_namespace(run_load):
    result, report = run_load("import torch\ntorch.OPS['literal::f'] = '/build/source'\n")
    assert (result.returncode, report.loaded) == (1, False)
    error = load.ForeignOp("literal::f", ID)
    assert result.stderr == load.failure(VARIANT, error, VARIANT) + "\n"


def test_an_import_that_fails_shows_its_traceback(run_load):
    result, report = run_load("raise OSError('no table')\n")
    assert (result.returncode, report.loaded) == (1, False)
    assert result.stderr.startswith("Traceback")
    assert f"\nerror: {VARIANT} does not load with kernels.get_local_kernel: __init__.py:1: no table\n" in result.stderr
