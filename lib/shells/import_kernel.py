"""The kernel under its own name, for tests that import it so. It is loaded by `kernels`, as users load it.

For users the kernel has another name in `sys.modules`. So its own files cannot import it by its own name; here they
cannot either, although a module of that name exists.
"""

import builtins
import importlib
import importlib.abc
import importlib.util
import os
import pathlib
import sys

from kernels import get_local_kernel

OWN = __name__
VARIANT = pathlib.Path(os.environ["KERNEL_FOLDER"])
if not VARIANT.is_dir():
    raise ImportError(f"{VARIANT} does not exist: build the kernel with cmake -B build-ext && cmake --build build-ext")


class Submodules(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Submodules by the kernel's own name, such as `relu.layers`: the modules that the loaded kernel has."""

    def find_spec(self, fullname, path=None, target=None):
        return importlib.util.spec_from_loader(fullname, self) if fullname.startswith(f"{OWN}.") else None

    def exec_module(self, module):
        sys.modules[module.__name__] = importlib.import_module(kernel.__name__ + module.__name__[len(OWN) :])


real_import = builtins.__import__


def import_as_users_do(name, globals=None, locals=None, fromlist=(), level=0):
    """`import`, which does not know the kernel's own name in the kernel's files."""
    file = (globals or {}).get("__file__") or ""
    if level == 0 and name.partition(".")[0] == OWN and pathlib.Path(file).resolve().is_relative_to(VARIANT.resolve()):
        raise ModuleNotFoundError(
            f"No module named {name!r}: `get_kernel` loads the kernel under another name, so write a relative import",
            name=name,
        )
    return real_import(name, globals, locals, fromlist, level)


builtins.__import__ = import_as_users_do
kernel = get_local_kernel(VARIANT, backend=os.environ["KERNEL_BACKEND"])
sys.meta_path.insert(0, Submodules())
sys.modules[OWN] = kernel
