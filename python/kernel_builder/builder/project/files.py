"""The project files: which files a kernel gets, and their contents."""

import pathlib

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kernel_builder.builder.config.model import KernelConfig
from kernel_builder.builder.extension_folder import DEFAULT
from kernel_builder.builder.project import cmake
from kernel_builder.builder.project.backends import backend_named
from kernel_builder.builder.project.values import backends_of, template_values

TEMPLATES = pathlib.Path(__file__).resolve().parent / "templates"
# The ending of templates; other files are copied as they are.
TEMPLATE = ".jinja"
# Templates that go to the kernel's own folder; the others go to the folder of its module.
AT_THE_TOP = ["CMakeLists.txt.jinja", "pyproject.toml.jinja", "setup.py.jinja"]


def target_of(template: str, extension: str = DEFAULT) -> pathlib.PurePosixPath:
    """The path of a file in the kernel's folder. extension: see extension_folder.py."""
    name = pathlib.PurePosixPath(template.removesuffix(TEMPLATE))
    if template in AT_THE_TOP:
        return name
    return extension / ("cmake" / name if name.suffix == ".cmake" else name)


def templates_of(config: KernelConfig) -> list[str]:
    """The templates of the files that a kernel gets, by their paths in templates/."""
    framework = config.framework[0]
    backends = backends_of(config)
    templates = [
        *AT_THE_TOP,
        "_ops.py.in.jinja",
        "compat_init.py",
        "registration.h",
        "backend.cmake",
        "kernel.cmake",
        "made_for.cmake",
        "module.cmake",
        "variant_name.cmake",
        f"frameworks/{framework}.cmake",
    ]
    if framework != "torch-noarch":
        templates += ["library.cmake", "libraries.cmake.jinja"]
    for name in backends:
        kernels = [kernel for kernel in config.kernel.values() if kernel.backend == name]
        templates += [f"backends/{name}.cmake", *backend_named(name).files(kernels)]
    return templates


def project_files(config: KernelConfig, extension: str = DEFAULT) -> dict[pathlib.PurePosixPath, str]:
    """Path in the kernel's folder → content, for each project file. extension: see extension_folder.py."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(quoted=cmake.quoted, command=cmake.command)
    values = template_values(config, extension)
    files = {}
    for template in templates_of(config):
        if template.endswith(TEMPLATE):
            text = environment.get_template(template).render(values)
        else:
            text = (TEMPLATES / template).read_text()
        files[target_of(template, extension)] = text
    return files
