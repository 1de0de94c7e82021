"""Made by `kernel-builder create-pyproject` from build.toml; changes here are lost when it runs again.

Builds the kernel with CMake in build-ext, and takes the module from there.
"""

import os
import pathlib
import shlex
import shutil
import subprocess

from setuptools import Distribution, setup
from setuptools.command.build_py import build_py

MODULE = "{{ module }}"
BUILD = "build-ext"
SOURCES = pathlib.Path(__file__).resolve().parent / "torch-ext" / MODULE


class BuildWithCMake(build_py):
    def run(self):
        options = shlex.split(os.environ.get("CMAKE_ARGS", ""))
        if "CMAKE_GENERATOR" not in os.environ and shutil.which("ninja"):
            os.environ["CMAKE_GENERATOR"] = "Ninja"
        subprocess.run(["cmake", "-B", BUILD, *options], check=True)
        subprocess.run(["cmake", "--build", BUILD], check=True)
        super().run()


{% if framework != "torch-noarch" %}
class BinaryDistribution(Distribution):
    def has_ext_modules(self):
        return True


{% endif %}
def packages():
    """The module and those inside it, by their dotted names."""
    inner = [path.parent.relative_to(SOURCES).parts for path in SOURCES.rglob("__init__.py")]
    return sorted(".".join([MODULE, *parts]) for parts in inner)


setup(
    packages=packages(),
    package_dir={MODULE: f"{BUILD}/{MODULE}"},
    package_data={"": [{{ (["*.so"] + patterns) | map("tojson") | join(", ") }}]},
    cmdclass={"build_py": BuildWithCMake},
{% if framework != "torch-noarch" %}
    distclass=BinaryDistribution,
    options={"bdist_wheel": {"py_limited_api": "cp39"}},
{% endif %}
)
