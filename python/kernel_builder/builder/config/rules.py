"""Rules about build.toml that concern several keys, which the model cannot express."""

import json
import pathlib
from collections.abc import Iterator

from kernel_builder.builder.config.model import FRAMEWORKS, KernelConfig, KernelDependency
from kernel_builder.builder.config.problem import Problem
from kernel_builder.builder.naming import module_name

# Modules that a kernel's module would hide: of Python's standard library, and of the shells by the package that has it.
RESERVED: dict[str, str] = json.loads(pathlib.Path(__file__).with_name("reserved_modules.json").read_text())


def framework_problems(config: KernelConfig) -> list[Problem]:
    """build.toml has exactly one table that names the framework."""
    frameworks = [name for name in FRAMEWORKS if config.framework_table(name) is not None]
    if len(frameworks) == 1:
        return []
    if not frameworks:
        message = "the file has none of [torch], [torch-noarch], [tvm-ffi]"
        return [Problem("", message, "add the one that binds the kernel")]
    return [Problem("", f"the file has {' and '.join(f'[{name}]' for name in frameworks)}", "keep one of them")]


def name_problem(name: str) -> list[Problem]:
    """The Python module of a kernel may not hide another module."""
    module = module_name(name)
    if module not in RESERVED:
        return []
    message = f'the Python module "{module}" would hide {RESERVED[module]}'
    return [Problem("general.name", message, f"rename the kernel, for example to `{name}-kernel`")]


def _depends_problem(path: str, depends: KernelDependency) -> list[Problem]:
    given = [key for key in ("version", "revision") if getattr(depends, key) is not None]
    if len(given) == 1:
        return []
    message = "`version` and `revision` exclude each other" if given else "`version` or `revision` is missing"
    return [Problem(path, message, 'write { repo-id = "owner/name", version = 1 }, or `revision` instead of `version`')]


def depends_problems(config: KernelConfig) -> Iterator[Problem]:
    """Another kernel is named by its version or by its revision."""
    for path, table in (
        ("general", config.general),
        ("general.cuda", config.general.cuda),
        ("general.neuron", config.general.neuron),
        ("general.xpu", config.general.xpu),
    ):
        for index, depends in enumerate(table.kernel_depends if table else []):
            yield from _depends_problem(f"{path}.kernel-depends[{index}]", depends)
