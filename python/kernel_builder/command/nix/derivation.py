"""Derivations as Nix writes them into the store: `Derive(outputs,inputs,sources,system,builder,arguments,attributes)`.

Inputs are ("/nix/store/….drv",["out",…]), attributes ("name","value"). See "Derivations" in Nix's manual, ATerm format.
"""

import pathlib
import re


def text_of(derivation: str) -> str:
    """The text of a .drv file; empty if this machine does not have it, as with a store elsewhere."""
    file = pathlib.Path(derivation)
    return file.read_text(errors="replace") if file.is_file() else ""


def input_derivations(derivation: str) -> list[str]:
    """The derivations whose results a derivation needs.

    A .drv file that it only names, as the shell that chooses a variant names the others, is a source and not among
    them.
    """
    return re.findall(r'\("(/nix/store/[^"]+\.drv)",\[', text_of(derivation))


def attributes_in(text: str) -> dict[str, str]:
    """The attributes in the text of a .drv file, as Nix escapes them."""
    return dict(re.findall(r'\("(\w+)","((?:[^"\\]|\\.)*)"\)', text))
