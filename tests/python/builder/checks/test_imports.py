import pytest

from kernel_builder.builder.checks import imports


@pytest.mark.parametrize(
    "line, number", [("import pandas", 1), ("from pandas import load", 1), ("class A:\n    import pandas", 2)]
)
def test_an_import_that_build_toml_does_not_declare_is_refused(variant, refusal, line, number):
    (variant / "__init__.py").write_text(line + "\n")
    assert refusal(imports, variant) == (
        f"error: __init__.py:{number}: it imports pandas, which build.toml does not declare\n"
        "  add it to general.python-depends (known: einops, helion, nvidia-cutlass-dsl, tvm-ffi),\n"
        "  or import it inside the function that uses it"
    )


@pytest.mark.parametrize(
    "line, packages",
    [
        ("import torch, json", "torch"),
        ("import packaging, requests, yaml", "packaging, requests, yaml"),
        ("def f():\n    import pandas", "nothing"),
        ("try:\n    import pandas\nexcept ImportError:\n    pass", "nothing"),
        ("if TYPE_CHECKING:\n    import pandas", "nothing"),
    ],
)
def test_an_import_of_a_known_package_or_one_that_may_fail_is_accepted(variant, line, packages):
    (variant / "__init__.py").write_text(line + "\n")
    assert imports.check(variant) == f"{packages} in 1 Python files"


def test_a_file_that_is_not_imported_may_import_anything(variant):
    (variant / "__init__.py").write_text("")
    (variant / "compare.py").write_text("import pandas\n")
    assert imports.check(variant) == "nothing in 1 Python files"
