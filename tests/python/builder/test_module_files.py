"""The files of a module that a build leaves out."""

import pytest

from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.module_files import left_out

WAY = 'write `pyext = ["py", "pyi", "json"]` in [torch]'


@pytest.fixture
def lines(kernel):
    """The lines about a kernel whose module has some more files, given below the module's folder."""
    module = next(path for path in (kernel / "torch-ext").iterdir() if path.is_dir())

    def lines(*files):
        for file in files:
            (module / file).parent.mkdir(parents=True, exist_ok=True)
            (module / file).touch()
        return [line.replace(module.name, "MODULE") for line in left_out(kernel, read_config(kernel))]

    return lines


@pytest.mark.parametrize(
    "files, expected",
    [
        (["a.py", "impl/b.pyi", "__pycache__/a.cpython-311.pyc", "c.pyc"], []),
        (["configs/h100.json"], [f"torch-ext/MODULE/configs/h100.json is not installed: to install *.json, {WAY}"]),
        (
            ["a.json", "b/c.json", "b/d.json"],
            [f"torch-ext/MODULE/a.json and 2 more *.json are not installed: to install *.json, {WAY}"],
        ),
        (
            ["LICENSE"],
            [
                "torch-ext/MODULE/LICENSE is not installed: to install it, give its name an ending and add the ending "
                "to `pyext` in [torch]"
            ],
        ),
        (["_ops.py"], ["torch-ext/MODULE/_ops.py is not installed: the build makes a file of this name"]),
    ],
)
def test_each_kind_of_file_that_is_left_out_has_a_line_with_the_way_to_install_it(lines, files, expected):
    assert lines(*files) == expected


def test_files_that_pyext_lists_are_installed(lines, kernel, change):
    change(kernel / "build.toml", "[torch]", '[torch]\npyext = ["py", "json", "tar.gz"]')
    assert lines("a.json", "b.tar.gz", "impl/c.json") == []
    assert lines("b.gz") == [
        'torch-ext/MODULE/b.gz is not installed: to install *.gz, write `pyext = ["py", "json", "tar.gz", "gz"]` in '
        "[torch]"
    ]
