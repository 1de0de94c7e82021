"""The folder of a kernel that has its Python module: `torch-ext`, or for the TVM FFI also `tvm-ffi-ext`."""

import pathlib

from kernel_builder.builder.config.model import KernelConfig
from kernel_builder.builder.naming import module_name

DEFAULT = "torch-ext"


def folders_of(config: KernelConfig) -> list[str]:
    """The folders in which a kernel's module may be, the usual one first.

    Kernels on the TVM FFI have a folder of their own on the Hub; torch-ext is accepted too.
    """
    return ["tvm-ffi-ext", DEFAULT] if config.tvm_ffi else [DEFAULT]


def extension_folder(folder: pathlib.Path, config: KernelConfig) -> str:
    """The folder that has the module of the kernel in `folder`; the usual one if none has it."""
    module = module_name(config.general.name)
    folders = folders_of(config)
    return next((name for name in folders if (folder / name / module / "__init__.py").is_file()), folders[0])
