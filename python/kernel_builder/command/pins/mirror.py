"""`nix run .#mirror -- FOLDER`: fill a folder with pinned files by their hashes, for machines without a network."""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Optional

import click

from kernel_builder.builder.errors import NixError, UserError
from kernel_builder.command.nix.derivation import text_of
from kernel_builder.command.nix.program import current_system, find_program, nix_command
from kernel_builder.command.nix.transfers import SMALLEST, amount
from kernel_builder.command.pins.fetchers import Fetcher, File, read_fetcher, run_script

# The list of a mirror's files: hash → name and bytes.
INDEX = "index.json"
# How many fetchers run at a time.
FETCHERS = 4


def evaluate(system: str, function: str) -> Any:
    """A function in Nix's language of the parts of a system's mirror. Raises NixError with Nix's message."""
    attribute = f"{os.environ['KERNEL_BUILDER_FLAKE']}#legacyPackages.{system}.mirrorParts"
    command = nix_command("eval", "--json", "--no-write-lock-file", attribute, "--apply", function)
    process = subprocess.run(command, capture_output=True, text=True, errors="replace")
    if process.returncode:
        raise NixError(f"Nix cannot evaluate the pins for {system}", *process.stderr.strip().splitlines()[-5:])
    return json.loads(process.stdout)


def derivations_of(parts: tuple[str, ...], system: str) -> dict[str, list[str]]:
    """Part → the derivations whose files it holds. Raises UserError for an unknown part."""
    known: list[str] = evaluate(system, "builtins.attrNames")
    short = {part: part.removesuffix(f"-{system}") for part in parts}
    for part in parts:
        if short[part] not in known:
            raise UserError(f"the mirror has no part {part}", f"its parts: {', '.join(known)}")
    names = " ".join(json.dumps(name) for name in dict.fromkeys(short.values()))
    selected: dict[str, list[str]] = evaluate(
        system, f"parts: builtins.listToAttrs (map (name: {{ inherit name; value = parts.${{name}}; }}) [ {names} ])"
    )
    return selected


def fetchers_of(derivations: list[str]) -> list[Fetcher]:
    """The fetchers among all derivations that some derivations need."""
    command = [find_program("nix-store"), "--query", "--requisites", *sorted(set(derivations))]
    closure = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    found = (read_fetcher(text_of(path)) for path in closure if path.endswith(".drv"))
    return [fetcher for fetcher in found if fetcher]


class Mirror:
    """A folder of files by their sha256."""

    def __init__(self, folder: pathlib.Path):
        self.folder = folder.resolve()

    def lacks(self, fetcher: Fetcher) -> list[File]:
        return [file for file in fetcher.files if not (self.folder / file.sha256).is_file()]

    def put(self, source: pathlib.Path, file: File) -> None:
        """Copy a file, and check its hash. Raises UserError if it is another file."""
        digest = hashlib.sha256()
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".part-", delete=False) as part:
            try:
                with source.open("rb") as content:
                    while block := content.read(1 << 20):
                        digest.update(block)
                        part.write(block)
                if digest.hexdigest() != file.sha256:
                    raise UserError(
                        f"{source} does not have the pinned hash of {file.name}", f"it must be {file.sha256}"
                    )
                os.chmod(part.name, 0o644)
                os.replace(part.name, self.folder / file.sha256)
            finally:
                pathlib.Path(part.name).unlink(missing_ok=True)

    def fill(self, fetcher: Fetcher, scripts: pathlib.Path) -> str:
        """Add the files of a fetcher: from the store, else as the fetcher does. Returns the error, or nothing."""
        missing = self.lacks(fetcher)
        for file in missing:
            stored = fetcher.in_store(file)
            if stored:
                self.put(stored, file)
        missing = self.lacks(fetcher)
        if not missing:
            return ""
        with tempfile.TemporaryDirectory(dir=self.folder, prefix=".part-") as scratch:
            target = pathlib.Path(scratch, "files")
            error = run_script(fetcher, missing, scripts, target)
            if error:
                return error
            for file in missing:
                self.put(target / file.name.rpartition("/")[2] if target.is_dir() else target, file)
        return ""

    def write_index(self, fetchers: list[Fetcher]) -> None:
        path = self.folder / INDEX
        index = json.loads(path.read_text()) if path.is_file() else {}
        for fetcher in fetchers:
            for file in fetcher.files:
                if (self.folder / file.sha256).is_file():
                    size = (self.folder / file.sha256).stat().st_size
                    index[file.sha256] = {"name": file.name, "size": size}
        path.write_text(json.dumps(dict(sorted(index.items(), key=lambda item: item[1]["name"])), indent=1) + "\n")

    def size_of(self, fetchers: list[Fetcher]) -> int:
        files = {file.sha256 for fetcher in fetchers for file in fetcher.files}
        return sum((self.folder / name).stat().st_size for name in files)


def described(name: str, fetchers: list[Fetcher]) -> str:
    """A line about a part: how many files and bytes it has."""
    files = sum(len(fetcher.files) for fetcher in fetchers)
    return f"{name}: {files} files, {amount(sum(fetcher.size for fetcher in fetchers))}"


def unique(fetchers: list[Fetcher]) -> list[Fetcher]:
    """Fetchers without those that fetch the same files."""
    return list({fetcher.files: fetcher for fetcher in fetchers}.values())


def fill(mirror: Mirror, fetchers: list[Fetcher]) -> list[str]:
    """Add the files of all fetchers to a mirror, the largest first; a line per large one. Returns the errors."""
    scripts = pathlib.Path(os.environ["KERNEL_BUILDER_FETCHERS"])
    todo = sorted((fetcher for fetcher in fetchers if mirror.lacks(fetcher)), key=lambda fetcher: -fetcher.size)
    errors = []

    def one(fetcher: Fetcher) -> tuple[Fetcher, str]:
        return fetcher, mirror.fill(fetcher, scripts)

    with ThreadPoolExecutor(FETCHERS) as pool:
        for number, (fetcher, error) in enumerate(pool.map(one, todo), 1):
            if error:
                errors.append(error)
            elif fetcher.size >= SMALLEST:
                click.echo(f"{number} of {len(todo)}: {fetcher.name}, {amount(fetcher.size)}")
    return errors


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("folder", type=click.Path(path_type=pathlib.Path, file_okay=False))
@click.argument("parts", nargs=-1)
@click.option("--system", help="The system whose files to take, for example aarch64-linux; by default this machine's.")
@click.option("--dry-run", is_flag=True, help="Print the sizes, and fetch nothing.")
def mirror(folder: pathlib.Path, parts: tuple[str, ...], system: Optional[str], dry_run: bool) -> None:
    """Fill FOLDER with the pinned files that variants need, each under its sha256.

    PARTS are names of variants, such as torch213-cxx11-cpu, or groups of files: bundle (what a kernel builds by
    default, and the default here), python (all packages that a kernel may name), cutlass, clang, builder (to work on
    kernel-builder itself) and all. Files that FOLDER has stay. Machines take files from it if KERNEL_BUILDER_MIRROR
    names it, or an address that serves it.
    """
    start = time.monotonic()
    of_parts = {
        part: unique(fetchers_of(derivations))
        for part, derivations in derivations_of(parts or ("bundle",), system or current_system()).items()
    }
    for part, fetchers in of_parts.items():
        click.echo(described(part, fetchers))
    everything = unique([fetcher for fetchers in of_parts.values() for fetcher in fetchers])
    if dry_run:
        if len(of_parts) > 1:
            click.echo(described("together", everything))
        return
    folder.mkdir(parents=True, exist_ok=True)
    target = Mirror(folder)
    missing = sum(fetcher.size for fetcher in everything if target.lacks(fetcher))
    free = shutil.disk_usage(folder).free
    if missing > free:
        raise UserError(
            f"{folder} has {amount(free)} free, and the files take {amount(missing)}", "free space, or name fewer parts"
        )
    errors = fill(target, everything)
    target.write_index(everything)
    if errors:
        raise UserError(
            f"{len(errors)} of {len(everything)} fetches failed; the other files are in {folder}",
            *dict.fromkeys(line for error in errors for line in error.splitlines()),
        )
    size = amount(target.size_of(everything))
    click.echo(f"{folder} has all of these files, {size}; time: {time.monotonic() - start:.0f} s")
    click.echo(f"to use it: export KERNEL_BUILDER_MIRROR={target.folder}")


def main() -> None:
    try:
        mirror.main(prog_name="mirror")
    except UserError as error:
        sys.exit(str(error))
