import importlib
import itertools
import sys

import pytest

from kernel_builder.builder.errors import CheckError
from kernel_builder.builder.module_imports import ModuleImports

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
        ModuleImports(folder, folder.name)
    return str(caught.value).splitlines()


def test_imports_are_followed_from_file_to_file(module):
    folder = module(**{"__init__.py": "import torch\nfrom .deep import f\n", "deep/inner.py": "import json\nf = 1\n"})
    found = ModuleImports(folder, folder.name)
    assert found.imports == [("__init__.py", 1, "torch"), ("deep/inner.py", 1, "json")]
    assert len(found.loaded) == 3


STATEMENTS = [
    f"from {dots}{path} import {name}"
    for dots, path, name in itertools.product(
        [".", ".."],
        ["", "layers", "deep", "deep.inner", "plain", "plain.part", "lazy", "star", "missing"],
        ["layers", "Layer", "f", "x", "part", "inner", "missing", "*"],
    )
]


IMPORTING = {
    "__init__.py": "",
    "deep/__init__.py": "from . import deep as _deep\n",
    "deep/inner.py": "from .deep import inner as _inner\n",
    "plain/part.py": "from .plain import part as _part\n",
}


@pytest.fixture
def python_refuses(monkeypatch):
    """Whether Python raises ImportError when it imports a module and calls `call`, if a file of the module has it."""

    def refuses(folder, file):
        monkeypatch.syspath_prepend(folder.parent)
        submodule = ".".join([folder.name, *file.removesuffix(".py").removesuffix("__init__").split("/")]).rstrip(".")
        try:
            importlib.import_module(folder.name)
            getattr(importlib.import_module(submodule), "call", lambda: None)()
        except ImportError:
            return True
        finally:
            for loaded in [loaded for loaded in sys.modules if loaded.partition(".")[0] == folder.name]:
                del sys.modules[loaded]
        return False

    return refuses


@pytest.mark.parametrize("file", IMPORTING)
@pytest.mark.parametrize("within", ["{}", "def call():\n    {}", "def call():\n    if True:\n        {}"])
def test_an_import_is_reported_only_if_python_refuses_it(module, python_refuses, file, within):
    """The module imports the file, in which one import of many stands. Python itself is the judge."""
    differences = []
    for number, statement in enumerate(STATEMENTS):
        if within != "{}" and statement.endswith("*"):
            # Not Python.
            continue
        name = f"kernel_{number}"
        text = f"{FILES[file]}{within.format(statement)}\n"
        folder = module(name, **{"__init__.py": IMPORTING[file], "deep/__init__.py": "", file: text})
        fails = python_refuses(folder, file)
        try:
            reported = bool(ModuleImports(folder, name).later_failures())
            at_load = False
        except CheckError:
            reported = at_load = True
        # A file with `import *` may have any name.
        if reported != fails and not (fails and ".star " in statement) or (at_load and within != "{}"):
            differences.append((statement, fails))
    assert differences == []


GUARDS = {
    "try:\n    {}\nexcept ImportError:\n    pass": "never",
    "try:\n    {}\nexcept (ValueError, ModuleNotFoundError):\n    pass": "never",
    "try:\n    {}\nexcept Exception:\n    pass": "never",
    "try:\n    {}\nexcept:\n    pass": "never",
    "with contextlib.suppress(ImportError):\n    {}": "never",
    "if TYPE_CHECKING:\n    {}": "never",
    "if typing.TYPE_CHECKING:\n    {}": "never",
    "def f():\n    try:\n        {}\n    except ImportError:\n        pass": "never",
    "def f():\n    {}": "later",
    "async def f():\n    {}": "later",
    "class A:\n    def f(self):\n        {}": "later",
    "if 0:\n    {}": "later",
    "if 0:\n    pass\nelse:\n    {}": "later",
    "try:\n    pass\nexcept ImportError:\n    {}": "later",
    "try:\n    import json\nexcept ImportError:\n    pass\nelse:\n    {}": "later",
    "match 0:\n    case 1:\n        {}": "later",
    "{}": "load",
    "class A:\n    {}": "load",
    "with open(__file__):\n    {}": "load",
    "try:\n    {}\nexcept ValueError:\n    pass": "load",
    "try:\n    {}\nfinally:\n    pass": "load",
    "try:\n    pass\nfinally:\n    {}": "load",
    "if TYPE_CHECKING:\n    pass\nelse:\n    {}": "load",
}


@pytest.mark.parametrize("text, when", GUARDS.items())
@pytest.mark.parametrize("statement", ["from .missing import f", "import kernel_of_test.layers", "from ..up import f"])
def test_a_failing_import_is_refused_if_it_runs_on_load_and_reported_if_it_may_run_later(module, text, when, statement):
    folder = module(**{"__init__.py": text.format(statement) + "\n"})
    if when == "load":
        assert refusal(folder)
        return
    lines = ModuleImports(folder, folder.name, "torch-ext/k/").later_failures()
    assert len(lines) == (when == "later")
    assert all(line.startswith("torch-ext/k/__init__.py:") and "; " in line for line in lines)


def test_a_file_that_nothing_imports_on_load_is_looked_at_too(module):
    folder = module(**{"other.py": "from .gone import f\n"})
    assert ModuleImports(folder, folder.name).later_failures() == [
        "other.py:1: it imports .gone, which the kernel's module does not have; "
        "add the file to the module (and `git add` it), or correct the name"
    ]


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
    folder = module(
        **{"__init__.py": "from .deep import f\n", "deep/inner.py": "import kernel_of_test.layers\nf = 1\n"}
    )
    assert refusal(folder)[1] == "  write `from .. import layers`"


def test_the_file_that_the_build_makes_is_known(module):
    folder = module(**{"__init__.py": "from ._ops import ops\nfrom . import _ops\n"})
    found = ModuleImports(folder, folder.name)
    assert (found.imports, found.later_failures(), len(found.loaded)) == ([], [], 1)
