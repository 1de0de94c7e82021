"""The files of a module that a variant has."""

from shared import VARIANT


def built_files(build, kernel, folder):
    build(kernel, VARIANT, to=folder)
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.suffix != ".so"}


def test_a_file_that_pyext_does_not_list_is_a_warning_of_the_report(build, build_report, copy_kernel, tmp_path):
    kernel = copy_kernel("module-files")
    report = build_report(kernel, VARIANT)
    assert report["warnings"] == [
        "torch-ext/module_files/configs/h100.json is not installed: to install *.json, write "
        '`pyext = ["py", "pyi", "json"]` in [torch]'
    ]
    assert report["loaded"] is True
    files = {"__init__.py", "_ops.py", "metadata.json", "module_files/__init__.py", "impl/fast.py"}
    assert built_files(build, kernel, tmp_path / "built") == files


def test_the_line_of_the_report_installs_the_file(build, build_report, copy_kernel, change, tmp_path):
    kernel = copy_kernel("module-files")
    change(kernel / "build.toml", "[torch]", '[torch]\npyext = ["py", "pyi", "json"]')
    assert "warnings" not in build_report(kernel, VARIANT)
    assert "configs/h100.json" in built_files(build, kernel, tmp_path / "built")
