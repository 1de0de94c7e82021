"""docs/migrating.md: the extension of its `before` is built by setup.py, and its `after` passes the same test."""

import pathlib
import re

from pages import blocks, files_of, run_lines
from shared import SHORT

# Stands for the tests that the author of an extension has.
TEST = """
import pytest
import torch
import scale_shift


def test_x_is_scaled_and_shifted():
    x = torch.randn(3, 20000)
    torch.testing.assert_close(scale_shift.scale_shift(x, 2.0, shift=0.5), x * 2 + 0.5)
    torch.testing.assert_close(scale_shift.scale_shift(x, 3.0), x * 3)


def test_another_type_is_refused():
    with pytest.raises(RuntimeError, match="not float32"):
        scale_shift.scale_shift(torch.ones(2, dtype=torch.int32), 1.0, 0.0)
"""


def write(folder: pathlib.Path, files: "dict[str, str]") -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def test_an_extension_of_setup_py_moves_as_the_page_says(installed, tmp_path):
    files = files_of("migrating.md", "python", "cpp", "toml")
    write(tmp_path, {path: text for path, text in files.items() if path.startswith("old/")})
    write(tmp_path, {"old/tests/test_kernel.py": TEST})
    move, build = blocks("migrating.md", "sh")
    run_lines(move, tmp_path, installed)
    kernel = tmp_path / "scale-shift"
    write(kernel, {path: text for path, text in files.items() if not path.startswith("old/")})
    shown = run_lines(build, kernel, installed)
    assert re.search(r"(?:built|cached) +_scale_shift_cpu_\w+\.abi3\.so +\d+ KiB +9 passed +2 passed", shown), shown

    # `before` is a real extension: setup.py builds it in a shell, and it passes the test too. setuptools names the
    # machine's headers of Python, which may be missing; these are the shell's.
    (tmp_path / "build_old.sh").write_text(
        """
        export CPLUS_INCLUDE_PATH=$(python -c 'import sysconfig; print(sysconfig.get_path("include"))')
        cd ../old
        python setup.py --quiet build_ext --inplace
        unset LOCAL_KERNELS
        python -m pytest -q tests
        """
    )
    shell = f"kernel-builder devshell --variant {SHORT} -c 'bash -euo pipefail ../build_old.sh'"
    assert "2 passed" in run_lines(shell, kernel, installed)
    assert list((tmp_path / "old").glob("scale_shift.cpython-*.so"))
