"""A build backend that builds nothing (PEP 517).

Before pip saves a source archive, it asks the archive's build backend for the distribution's metadata. Only the archive
is needed here, so this backend takes the place of setuptools, and answers from the requirement. pip then needs no
setuptools and installs none of what the archive requires to be built, and no setup.py is run.
"""

import os
import pathlib


def get_requires_for_build_wheel(config_settings=None):
    return []


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    name, _, version = os.environ["requirement"].partition("==")
    folder = pathlib.Path(metadata_directory, f"{name.replace('-', '_')}-{version}.dist-info")
    folder.mkdir()
    folder.joinpath("METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    return folder.name
