"""The parts of a kernel's flake that can be built and opened, from one evaluation: `plan` in the flake's outputs."""

from typing import NamedTuple, Optional, TypedDict

from kernel_builder.builder.errors import UserError
from kernel_builder.command.nix.kernel import Nix
from kernel_builder.command.nix.program import current_system


class VariantRecord(TypedDict):
    """A variant as Nix describes it. notBuildable: the reason why it cannot be built, or None."""

    name: str
    short: str
    torch: str
    backend: str
    version: str
    system: str
    notBuildable: Optional[str]


class BuildRecord(TypedDict):
    """The paths of one variant; see VariantBuild."""

    derivation: str
    result: str
    extension: str
    built: str


class PlanRecord(TypedDict):
    """The plan as Nix prints it. builds, testShells, devShells: by the full name of the variant.

    builder: the folder of kernel-builder's flake, or None.
    """

    builder: Optional[str]
    variants: list[VariantRecord]
    builds: dict[str, BuildRecord]
    testShells: dict[str, str]
    devShells: dict[str, str]
    testShell: str
    devShell: str


class VariantBuild(NamedTuple):
    """The derivations of one variant.

    derivation: makes the bundle of the variant and the reports of its checks, at the path `result`.
    extension: makes the variant itself, at the path `built`.
    """

    variant: str
    derivation: str
    result: str
    extension: str
    built: str


class Plan:
    """The derivations of a kernel, by the full name of the variant."""

    def __init__(self, record: PlanRecord):
        self._record = record
        self.variants = record["variants"]
        self.builder = record["builder"]
        self._shells = {"dev": record["devShells"], "test": record["testShells"]}
        self._default_shells = {"dev": record["devShell"], "test": record["testShell"]}

    @classmethod
    def of(cls, nix: Nix) -> "Plan":
        """The plan of a kernel's flake. Raises NixError with Nix's message."""
        return cls(nix.evaluate(f"legacyPackages.{current_system()}.plan"))

    def variant(self, name: str) -> str:
        """The full name of a variant, which is given with or without its system.

        Raises UserError if the kernel does not have the variant, or if the variant cannot be built.
        """
        for record in self.variants:
            if name in (record["short"], record["name"]):
                if record["notBuildable"]:
                    raise UserError(
                        f"{record['name']} cannot be built: {record['notBuildable']}",
                        "`kernel-builder list-variants` lists the variants that can be built",
                    )
                return record["name"]
        raise UserError(f"the kernel has no variant {name}", "`kernel-builder list-variants` lists its variants")

    def buildable(self) -> list[str]:
        """The full names of the variants that can be built, in the plan's order."""
        return [record["name"] for record in self.variants if not record["notBuildable"]]

    def chosen(self, name: Optional[str]) -> list[VariantBuild]:
        """The builds of the named variant, or of all variants that can be built if the name is None."""
        names = self.buildable() if name is None else [self.variant(name)]
        return [self.build(variant) for variant in names]

    def build(self, variant: str) -> VariantBuild:
        """The derivations of a variant, which is given by its full name."""
        return VariantBuild(variant, **self._record["builds"][variant])

    def shell(self, kind: str, variant: str) -> str:
        """The derivation of a shell of a variant. kind: `dev` or `test`."""
        return self._shells[kind][variant]

    def default_shell(self, kind: str) -> str:
        """The derivation of the shell that turns into the shell of the best variant for the machine."""
        return self._default_shells[kind]
