import pytest

from kernel_builder.builder.checks import imports


@pytest.mark.parametrize(
    "line, number", [("import yaml", 1), ("from yaml import load", 1), ("class A:\n    import yaml", 2)]
)
def test_an_import_that_build_toml_does_not_declare_is_refused(variant, refusal, line, number):
    (variant / "__init__.py").write_text(line + "\n")
    assert refusal(imports, variant) == (
        f"error: __init__.py:{number}: it imports yaml, which build.toml does not declare\n"
        "  add it to general.python-depends (known: einops, helion, nvidia-cutlass-dsl, tvm-ffi),\n"
        "  or import it inside the function that uses it"
    )


@pytest.mark.parametrize(
    "line, packages",
    [
        ("import torch, json", "torch"),
        ("from . import yaml", "nothing"),
        ("def f():\n    import yaml", "nothing"),
        ("try:\n    import yaml\nexcept ImportError:\n    pass", "nothing"),
        ("if TYPE_CHECKING:\n    import yaml", "nothing"),
    ],
)
def test_an_import_of_a_known_package_or_one_that_may_fail_is_accepted(variant, line, packages):
    (variant / "__init__.py").write_text(line + "\n")
    assert imports.check(variant) == f"{packages} in 2 Python files"
