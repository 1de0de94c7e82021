"""A variant for Torch's stable ABI uses nothing else of Torch, so that later versions of Torch load it too."""

import pathlib
import re

from kernel_builder.builder.checks import elf
from kernel_builder.builder.errors import CheckError

RULE = "Torch's stable ABI is its C functions (pytorch.org/docs/stable/notes/libtorch_stable_abi.html)"
# The beginnings of mangled C++ names in Torch's namespaces, and of the tables for types in them.
OF_TORCH = re.compile(r"_Z(?:T[VISCTchv]|GV)?(?:N[KVRO]*)?(?:2at|3c10|5torch|6caffe2)")


def applies(variant: pathlib.Path) -> bool:
    """Whether a variant is one for the stable ABI."""
    # In the Nix store, a hash and the kernel's name precede the variant's name.
    return "torch-stable-abi" in variant.name


def check(variant: pathlib.Path) -> str:
    count = 0
    for path in elf.libraries(variant):
        for symbol in elf.read(path).undefined:
            if OF_TORCH.match(symbol.name):
                raise CheckError(
                    f"{path.name}: it uses {symbol.name}, which is not in Torch's stable ABI",
                    "include only headers of torch/csrc/stable and torch/headeronly, "
                    "or remove stable-abi from build.toml",
                )
            count += symbol.name.startswith(("aoti_torch_", "torch_"))
    return f"{count} symbols of Torch, all in its stable ABI"
