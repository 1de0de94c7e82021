"""The parts of a kernel's flake that can be built and opened: `plan` in the flake's outputs."""

import json
import pathlib
import subprocess
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Optional, TypedDict

from kernel_builder.builder.errors import NixError, UserError
from kernel_builder.command.nix.kernel import Nix
from kernel_builder.command.nix.program import current_system

CHOOSE = pathlib.Path(__file__).resolve().parent / "nix/choose.nix"
# Names of variants, with or without their system. None are all variants of the bundle.
Names = Sequence[str]
# The parts of a plan with the shells of variants.
SHELLS = {"dev": "devShells", "test": "testShells"}


class _NewerKeys(TypedDict, total=False):
    """Keys of a variant that plans of older versions of kernel-builder do not have."""

    refused: bool
    bundle: bool


class VariantRecord(_NewerKeys):
    """A variant as Nix describes it. notBuildable: the reason why it cannot be built, or None.

    refused: whether the reason is an error in build.toml. bundle: whether a bundle builds it by default.
    """

    name: str
    short: str
    torch: str
    backend: str
    version: str
    system: str
    notBuildable: Optional[str]


def is_bundled(record: VariantRecord) -> bool:
    """Whether a variant is built if no variant is named. Plans of older versions name no others."""
    return record.get("bundle", True)


class PlanRecord(TypedDict):
    """The parts of a plan that choose.nix chooses, each by the full name of the variant.

    builder: the folder of kernel-builder's flake, or None.
    """

    builder: Optional[str]
    variants: list[VariantRecord]
    parts: dict[str, dict[str, Any]]


class VariantBuild(NamedTuple):
    """The derivations of one variant.

    derivation: makes the bundle of the variant and the reports of its checks, at the path `result`.
    extension: makes the variant itself, at the path `built`. check: checks the sources before anything is compiled, and
    makes `checked`. objects: source → the derivation of its object. Plans of version 0.1 have neither.
    """

    variant: str
    derivation: str
    result: str
    extension: str
    built: str
    check: str = ""
    checked: str = ""
    objects: dict[str, str] = {}


def _attribute(system: Optional[str] = None) -> str:
    """The plan of the variants that this machine builds, for itself and others, or for one system."""
    own = f"legacyPackages.{current_system()}"
    return f"{own}.systems.{system}.plan" if system else f"{own}.plan"


def _check_system(nix: Nix, system: str) -> None:
    """Raises UserError if this machine builds no variants of the kernel for a system."""
    known: list[str] = nix.evaluate(
        f"legacyPackages.{current_system()}", "packages: builtins.attrNames (packages.systems or { })"
    )
    if system not in known:
        older = "the kernel's builder builds for this machine alone: run `nix flake update`"
        raise UserError(
            f"this machine builds no variants for {system}",
            f"it builds for: {', '.join(known)}" if known else older,
        )


def _nix_list(words: Iterable[str]) -> str:
    """A list of strings in Nix's language. A JSON string is a string of Nix, except for `${`."""
    return f"[ {' '.join(json.dumps(word, ensure_ascii=False).replace('$', chr(92) + '$') for word in words)} ]"


def _evaluate(nix: Nix, names: Names, system: Optional[str], *parts: str) -> PlanRecord:
    """The overview of a kernel's variants, with parts of the named variants, or of the bundle's that can be built."""
    chosen = _nix_list(names) if names else "null"
    call = f"({CHOOSE.read_text()}) {{ names = {chosen}; parts = {_nix_list(parts)}; }}"
    record: PlanRecord = nix.evaluate(_attribute(system), call)
    return record


class Plan:
    """The derivations of a kernel, by the full name of the variant.

    failures: full name → the error of a variant that Nix cannot evaluate.
    """

    def __init__(self, record: PlanRecord, failures: Optional[dict[str, NixError]] = None):
        self.variants = record["variants"]
        self.builder = record["builder"]
        self._parts = record["parts"]
        self.failures = failures or {}

    @classmethod
    def of(cls, nix: Nix, names: Names, *parts: str, system: Optional[str] = None) -> "Plan":
        """The plan of a kernel's flake, for the named variants, or for the bundle's that can be built if none is named.

        parts: what is needed of each variant: `builds`, `testShells`, `devShells`. Nothing else is evaluated. system:
        the plan has that system's variants only. Raises NixError with Nix's message if the flake cannot be evaluated;
        a variant that cannot is in `failures`. Raises UserError if there are no variants for the system.
        """
        if system:
            _check_system(nix, system)
        try:
            plan = cls(_evaluate(nix, names, system, *parts))
            if system and not plan.variants:
                raise UserError(
                    f"the kernel has no variants of its own for {system}",
                    "the variants of a Python-only kernel are for every system: leave out --system",
                )
            return plan
        except NixError:
            # Raises the error again if it is not of a variant.
            whole = _evaluate(nix, names, system)
        failures = {}
        whole["parts"] = {part: {} for part in parts}
        for variant in cls(whole)._named(names):
            try:
                record = _evaluate(nix, [variant], system, *parts)
            except NixError as error:
                failures[variant] = NixError(f"{variant}: {error.message}", *error.remedies)
            else:
                for part in parts:
                    whole["parts"][part].update(record["parts"][part])
        return cls(whole, failures)

    @staticmethod
    def variants_here(nix: Nix, system: str) -> Optional[list[VariantRecord]]:
        """The variants for another system as this machine builds them; None if it builds none for that system."""
        variants: Optional[list[VariantRecord]] = nix.evaluate(
            f"legacyPackages.{current_system()}", f"packages: packages.systems.{system}.plan.variants or null"
        )
        return variants

    @staticmethod
    def default_variant(nix: Nix) -> Optional[str]:
        """The short name of the variant that the shells without a name are for, on this machine.

        None if there is none, if the kernel's builder is an older one, or if Nix cannot evaluate it.
        """
        try:
            script = nix.evaluate(_attribute(), "plan: plan.chooser or null")
        except NixError:
            return None
        if script is None:
            return None
        process = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
        return process.stdout.strip() or None

    @staticmethod
    def default_shell(nix: Nix, kind: str) -> tuple[str, Optional[str]]:
        """The derivation of the shell that turns into the shell of the best variant for the machine, and the builder.

        kind: `dev` or `test`. Raises NixError, with the name of the variant if one variant is the reason.
        """
        try:
            record = nix.evaluate(_attribute(), f"plan: {{ inherit (plan) builder; shell = plan.{kind}Shell; }}")
        except NixError as error:
            failures = Plan.of(nix, (), SHELLS[kind]).failures
            raise next(iter(failures.values()), error) from None
        return record["shell"], record["builder"]

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
                if record["name"] in self.failures:
                    raise self.failures[record["name"]]
                return record["name"]
        raise UserError(f"the kernel has no variant {name}", "`kernel-builder list-variants` lists its variants")

    def _named(self, names: Names) -> list[str]:
        """The full names of variants that can be built, in the plan's order: of the named ones, or of the bundle's."""
        buildable = [record for record in self.variants if not record["notBuildable"]]
        return [
            record["name"]
            for record in buildable
            if (is_bundled(record) if not names else {record["short"], record["name"]} & set(names))
        ]

    def refused(self) -> dict[str, str]:
        """Full name → reason, for variants for which build.toml itself leaves nothing to compile."""
        return {
            record["name"]: record["notBuildable"]
            for record in self.variants
            if record.get("refused") and record["notBuildable"] and is_bundled(record)
        }

    def chosen(self, names: Names) -> list[VariantBuild]:
        """The builds of the named variants, or of the bundle's that can be built if none is named.

        Raises UserError as `variant` does.
        """
        chosen = list(dict.fromkeys(map(self.variant, names))) if names else self._named(())
        return [self.build(variant) for variant in chosen if variant not in self.failures]

    def build(self, variant: str) -> VariantBuild:
        """The derivations of a variant, which is given by its full name."""
        return VariantBuild(variant, **self._parts["builds"][variant])

    def shell(self, kind: str, variant: str) -> str:
        """The derivation of a shell of a variant. kind: `dev` or `test`."""
        derivation: str = self._parts[SHELLS[kind]][variant]
        return derivation
