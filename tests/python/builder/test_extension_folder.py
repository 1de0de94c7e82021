import pytest

from kernel_builder.builder.config.model import KernelConfig
from kernel_builder.builder.extension_folder import extension_folder, folders_of

GENERAL = {"name": "a-b", "version": 1, "edition": 5, "license": "MIT", "backends": ["cpu"]}


def config(framework):
    """The config of a kernel with this framework."""
    return KernelConfig.model_validate({"general": GENERAL, framework: {"src": []}})


def add_module(folder, name):
    (folder / name / "a_b").mkdir(parents=True)
    (folder / name / "a_b/__init__.py").touch()


def test_a_kernel_on_torch_has_one_folder(tmp_path):
    add_module(tmp_path, "tvm-ffi-ext")
    assert folders_of(config("torch")) == ["torch-ext"]
    assert extension_folder(tmp_path, config("torch")) == "torch-ext"


@pytest.mark.parametrize("present", ["tvm-ffi-ext", "torch-ext"])
def test_a_kernel_on_the_tvm_ffi_has_its_module_in_either_folder(tmp_path, present):
    add_module(tmp_path, present)
    assert extension_folder(tmp_path, config("tvm-ffi")) == present


def test_the_folder_of_the_tvm_ffi_comes_first(tmp_path):
    assert extension_folder(tmp_path, config("tvm-ffi")) == "tvm-ffi-ext"
    add_module(tmp_path, "torch-ext")
    add_module(tmp_path, "tvm-ffi-ext")
    assert extension_folder(tmp_path, config("tvm-ffi")) == "tvm-ffi-ext"
