"""Names of kernels that differ where their code differs.

SYCL's runtime finds device code by the kernel's name, in one table for the whole process. Two libraries, such as two
versions of one kernel, may have kernels of the same name: the runtime would run one library's code for both. So each
name gets a hash of the module with the kernel.
"""

import hashlib
import re

from device import Image
from spirv import rename


def _renamed_key(key, names):
    """A property's key: the name of a kernel, or the name and, after `@`, what the property is about."""
    name, at, rest = key.partition("@")
    return names.get(name, name) + at + rest


def with_unique_names(images: list[Image]) -> tuple[list[Image], dict[str, str]]:
    """The images with new names of kernels, and {old: new}."""
    all_names, renamed = {}, []
    for image in images:
        suffix = hashlib.sha256(image.code).hexdigest()[:12]
        names = {name: f"{name}_{suffix}" for name in image.kernels}
        properties = {
            group: {_renamed_key(key, names): value for key, value in values.items()}
            for group, values in image.properties.items()
        }
        renamed.append(Image(rename(image.code, names), [names[name] for name in image.kernels], properties))
        all_names.update(names)
    return renamed, all_names


def rename_in_header(text: str, names: dict[str, str]) -> str:
    """The integration header, which tells the host the kernels' names, with the new names."""
    return re.sub(r'"(_Z\w+)"', lambda match: f'"{names.get(match[1], match[1])}"', text)
