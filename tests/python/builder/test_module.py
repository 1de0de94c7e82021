import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.builder.module import read_module


def test_the_names_of_an_example(repository):
    names = read_module(repository / "examples/relu/torch-ext/relu")
    assert (names.functions, names.layers) == (["relu"], ["ReLU"])


def test_submodules_in_all_are_not_functions(tmp_path):
    (tmp_path / "__init__.py").write_text('__all__ = ["f", "layers", "inner", 1]\n')
    (tmp_path / "layers.py").touch()
    (tmp_path / "inner").mkdir()
    assert read_module(tmp_path) == (["f"], [])


def test_a_module_without_all_has_no_functions(tmp_path):
    (tmp_path / "__init__.py").write_text("def f(): ...\n")
    assert read_module(tmp_path) == ([], [])


@pytest.mark.parametrize("file", ["layers.py", "layers/__init__.py"])
@pytest.mark.parametrize(
    "text, layers",
    [
        ("class B: ...\nclass A: ...\nclass _C: ...\n", ["A", "B"]),
        ('__all__ = ["B"]\nclass B: ...\nclass A: ...\n', ["B"]),
    ],
)
def test_layers_are_the_public_classes_of_the_submodule(tmp_path, file, text, layers):
    (tmp_path / "__init__.py").touch()
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)
    assert read_module(tmp_path).layers == layers


def test_a_module_that_is_not_python_is_refused_with_its_line(tmp_path):
    (tmp_path / "__init__.py").write_text("a = 1\nb = = 2\n")
    with pytest.raises(UserError) as caught:
        read_module(tmp_path)
    assert str(caught.value) == "error: __init__.py:2: invalid syntax\n  correct the line"
