import importlib
import itertools
import sys

import pytest

from kernel_builder.builder.errors import CheckError
from kernel_builder.builder.module_imports import reached_imports

FILES = {
    "__init__.py": "",
    "layers.py": "class Layer: pass\n",
    "deep/__init__.py": "from .inner import f\n",
    "deep/inner.py": "def f(): pass\n",
    "plain/part.py": "x = 1\n",
    "lazy.py": "def __getattr__(name):\n    if name[0] == '_':\n        raise AttributeError(name)\n    return 1\n",
    "star.py": "from .layers import *\n",
}


@pytest.fixture
def module(tmp_path):
    """Make a module of these files: path → text."""

    def make(name="kernel_of_test", **changed):
        for path, text in {**FILES, **changed}.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return tmp_path / name

    return make


def refusal(folder):
    with pytest.raises(CheckError) as caught:
        reached_imports(folder, folder.name)
    return str(caught.value).splitlines()


def test_imports_are_followed_from_file_to_file(module):
    folder = module(**{"__init__.py": "import torch\nfrom .deep import f\n", "deep/inner.py": "import json\nf = 1\n"})
    found, count = reached_imports(folder, folder.name)
    assert [(row.file, row.line, row.package) for row in found] == [
        ("__init__.py", 1, "torch"),
        ("deep/inner.py", 1, "json"),
    ]
    assert count == 3


STATEMENTS = [
    f"from {dots}{path} import {name}"
    for dots, path, name in itertools.product(
        [".", ".."],
        ["", "layers", "deep", "deep.inner", "plain", "plain.part", "lazy", "star", "missing"],
        ["layers", "Layer", "f", "x", "part", "inner", "missing", "*"],
    )
]


@pytest.mark.parametrize("file", ["__init__.py", "deep/__init__.py", "deep/inner.py", "plain/part.py"])
def test_an_import_is_refused_only_if_python_refuses_it(module, monkeypatch, file):
    """The module imports the file, in which one import of many stands. Python itself is the judge."""
    importing = {
        "__init__.py": "",
        "deep/__init__.py": "from . import deep as _deep\n",
        "deep/inner.py": "from .deep import inner as _inner\n",
        "plain/part.py": "from .plain import part as _part\n",
    }
    differences = []
    for number, statement in enumerate(STATEMENTS):
        name = f"kernel_{number}"
        folder = module(
            name, **{"__init__.py": importing[file], "deep/__init__.py": "", file: f"{FILES[file]}{statement}\n"}
        )
        monkeypatch.syspath_prepend(folder.parent)
        try:
            importlib.import_module(name)
            fails = False
        except ImportError:
            fails = True
        finally:
            for loaded in [loaded for loaded in sys.modules if loaded.partition(".")[0] == name]:
                del sys.modules[loaded]
        try:
            reached_imports(folder, name)
            refused = False
        except CheckError:
            refused = True
        # A file with `import *` may have any name.
        if refused != fails and not (fails and ".star " in statement):
            differences.append((statement, fails))
    assert differences == []


@pytest.mark.parametrize("text", ["try:\n    {}\nexcept ImportError:\n    pass", "def f():\n    {}", "if 0:\n    {}"])
def test_an_import_that_need_not_run_is_not_followed(module, text):
    folder = module(**{"__init__.py": text.format("from .missing import f") + "\n"})
    assert reached_imports(folder, folder.name) == ([], 1)


def test_an_import_that_leads_nowhere_is_refused_with_file_and_line(module):
    folder = module(**{"__init__.py": "from . import deep\n", "deep/inner.py": "\nfrom ..gone import f\n"})
    assert refusal(folder) == [
        "error: deep/inner.py:2: it imports ..gone, which the kernel's module does not have",
        "  add the file to the module (and `git add` it), or correct the name",
    ]


def test_an_import_from_outside_of_the_module_is_refused(module):
    assert refusal(module(**{"__init__.py": "from ..tests import f\n"})) == [
        "error: __init__.py:1: it imports ..tests, which is outside of the kernel's module",
        "  move the file into the module, and import it from there",
    ]


@pytest.mark.parametrize(
    "statement, remedy",
    [
        ("from kernel_of_test.layers import Layer", "from .layers import Layer"),
        ("from kernel_of_test import layers", "from . import layers"),
        ("import kernel_of_test.layers", "from . import layers"),
        ("import kernel_of_test.deep.inner", "from .deep import inner"),
        ("import kernel_of_test", "from . import ..."),
    ],
)
def test_an_import_by_the_modules_own_name_is_refused_with_the_relative_form(module, statement, remedy):
    lines = refusal(module(**{"__init__.py": statement + "\n"}))
    assert lines[0].startswith("error: __init__.py:1: it imports the kernel by its own name, kernel_of_test")
    assert lines[1] == f"  write `{remedy}`"


def test_the_relative_form_counts_the_packages_around_the_file(module):
    folder = module(**{"__init__.py": "from .deep import f\n", "deep/inner.py": "import kernel_of_test.layers\n"})
    assert refusal(folder)[1] == "  write `from .. import layers`"


def test_the_file_that_the_build_makes_is_known(module):
    folder = module(**{"__init__.py": "from ._ops import ops\nfrom . import _ops\n"})
    assert reached_imports(folder, folder.name) == ([], 1)
