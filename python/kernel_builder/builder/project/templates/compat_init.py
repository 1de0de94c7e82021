"""Made by `kernel-builder create-pyproject`.

Older loaders look for the module in this folder. This loads the same module from the folder above.
"""

import importlib.util
import pathlib
import sys

_path = pathlib.Path(__file__).resolve().parent.parent / "__init__.py"
_name = f"_kernel_{abs(hash(_path)):x}"
if _name not in sys.modules:
    _spec = importlib.util.spec_from_file_location(_name, _path)
    assert _spec and _spec.loader
    _module = importlib.util.module_from_spec(_spec)
    sys.modules[_name] = _module
    _spec.loader.exec_module(_module)
globals().update({name: value for name, value in vars(sys.modules[_name]).items() if not name.startswith("__")})
