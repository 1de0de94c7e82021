"""What a kernel's flake offers to be built and opened, by one evaluation: see `plan` in lib/gen-kernel-flake-outputs.nix."""

from typing import Any, NamedTuple

from kernel_builder.builder.errors import UserError
from kernel_builder.command.nix import Nix, current_system


class Build(NamedTuple):
    """derivation: of a bundle of the variant and what the checks found, which will be at `result`.

    extension: the derivation of the variant itself, which will be at `built`.
    """

    variant: str
    derivation: str
    result: str
    extension: str
    built: str


class Plan:
    """Paths of derivations of a kernel, by variant."""

    def __init__(self, found: dict[str, Any]):
        self._found = found
        # Records { name, short, torch, backend, version, system, missing }, as list-variants shows them.
        self.variants: list[dict[str, Any]] = found["variants"]

    @classmethod
    def of(cls, nix: Nix) -> "Plan":
        """The plan of a kernel's flake; raises NixError with what Nix says is wrong."""
        return cls(nix.evaluate(f"legacyPackages.{current_system()}.plan"))

    def variant(self, name: str) -> str:
        """The full name of a variant given by either; raises UserError if there is none or it cannot be built."""
        for found in self.variants:
            if name in (found["short"], found["name"]):
                if found["missing"]:
                    raise UserError(
                        f"{found['name']} cannot be built: {found['missing']}", "choose one of those that can"
                    )
                return found["name"]
        raise UserError(f"the kernel has no variant {name}", "`kernel-builder list-variants` lists those it has")

    def build(self, variant: str) -> Build:
        """How a variant, by its full name, is built."""
        return Build(variant, **self._found["builds"][variant])

    def buildable(self) -> list[str]:
        """The full names of the variants that can be built, in the order of the matrix."""
        return [found["name"] for found in self.variants if not found["missing"]]

    def shells(self, kind: str) -> dict[str, str]:
        """The shells of all variants that can be built. kind: `dev` or `test`."""
        return self._found[f"{kind}Shells"]

    def shell(self, kind: str, variant: str) -> str:
        return self.shells(kind)[variant]

    def default_shell(self, kind: str) -> str:
        """The shell that becomes the one of the best variant that the machine can run."""
        return self._found[f"{kind}Shell"]
