from kernel_builder.builder.checks import layout


def test_a_variant_without_an_init_is_refused(variant, refusal):
    (variant / "__init__.py").unlink()
    assert refusal(layout, variant) == (
        "error: the variant has no __init__.py\n"
        "  add torch-ext/<module>/__init__.py, where <module> is the kernel's name with `_` for `-`"
    )


def test_a_variant_without_the_folder_for_older_loaders_is_refused(variant, refusal):
    (variant / "small/__init__.py").unlink()
    assert refusal(layout, variant) == (
        "error: the variant has no <module>/__init__.py for older loaders\n  build the variant again"
    )


def test_bytecode_is_refused(variant, refusal):
    (variant / "__pycache__").mkdir()
    assert refusal(layout, variant) == (
        "error: __pycache__: bytecode works with one Python version only\n  remove the __pycache__ folders"
    )


def test_a_symbolic_link_is_refused(variant, refusal):
    (variant / "link.py").symlink_to("__init__.py")
    assert refusal(layout, variant) == (
        "error: link.py: a symbolic link would break on another machine\n  replace it with the file"
    )


def test_a_second_library_is_refused(variant, refusal, compile_library):
    compile_library(variant / "other.abi3.so", "int two;")
    assert refusal(layout, variant) == (
        "error: a variant has one library, but this one has _small_cpu_0123456.abi3.so, other.abi3.so\n"
        "  build the variant again"
    )


def test_the_library_is_named_with_its_size(variant, library):
    assert layout.check(variant) == f"{library.name}, {library.stat().st_size} bytes"
    library.unlink()
    assert layout.check(variant) == "Python only"
