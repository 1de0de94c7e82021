"""A variant for the stable ABI of Torch takes nothing else of Torch, so that later ones load it too."""

import pathlib
import re

from kernel_builder.builder.checks import elf
from kernel_builder.builder.errors import CheckError

RULE = "Torch's stable ABI is its C functions (pytorch.org/docs/stable/notes/libtorch_stable_abi.html)"
# How C++ names of Torch begin when they are mangled: those in its namespaces, and what is made for its types.
OF_TORCH = re.compile(r"_Z(?:T[VISCTchv]|GV)?(?:N[KVRO]*)?(?:2at|3c10|5torch|6caffe2)")


def applies(variant: pathlib.Path) -> bool:
    # The name of a folder in the Nix store begins with a hash and the kernel's name.
    return "torch-stable-abi" in variant.name


def check(variant: pathlib.Path) -> str:
    count = 0
    for path in elf.libraries(variant):
        for symbol in elf.read(path).undefined:
            if OF_TORCH.match(symbol.name):
                raise CheckError(
                    f"{path.name}: it uses {symbol.name} of Torch, which is not in its stable ABI",
                    "include headers of torch/csrc/stable and torch/headeronly alone, or remove stable-abi from build.toml",
                )
            count += symbol.name.startswith(("aoti_torch_", "torch_"))
    return f"{count} names of Torch, all in its stable ABI"
