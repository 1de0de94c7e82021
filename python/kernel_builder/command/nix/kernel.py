"""Nix on one kernel: evaluate its flake, build its derivations, open its shells."""

import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
from typing import Any, NamedTuple, Optional

import click

from kernel_builder.builder.errors import NixError
from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.nix_settings import read_settings
from kernel_builder.command.nix.derivation import input_derivations
from kernel_builder.command.nix.events import NO_CACHE, Events, no_answer
from kernel_builder.command.nix.fetches import Fetch, describe, planned
from kernel_builder.command.nix.flake_folder import flake_folder
from kernel_builder.command.nix.flake_lock import names_builder_by_path
from kernel_builder.command.nix.outside import fetch_outside, is_strict
from kernel_builder.command.nix.program import find_program, nix_command, outputs_of
from kernel_builder.command.nix.readable import readable_error
from kernel_builder.command.nix.registry import registry_options
from kernel_builder.command.notes import report_notes


class Rebuild(NamedTuple):
    """Two builds of one derivation. first: its path in the store. second: where the other result is, None if equal."""

    first: pathlib.Path
    second: Optional[pathlib.Path]


class Nix:
    """Nix on a kernel's folder.

    folder: the kernel's. options: further flags for builds and shells. Raises NixError if the folder has no flake.
    """

    def __init__(self, folder: pathlib.Path, options: Optional[list[str]] = None):
        self.folder = folder.resolve()
        self.options = options or []
        # The messages of errors in all builds.
        self.errors: list[str] = []
        self._cache_options: list[str] = []
        flake = self.folder / "flake.nix"
        if not flake.is_file():
            raise NixError(
                f"{flake}: no such file", "run this in a kernel's folder, or name the folder as the argument"
            )
        report_notes(self.folder)
        self.flake_options = ["--no-write-lock-file"] if names_builder_by_path(self.folder) else []

    def evaluate(self, attribute: str, function: Optional[str] = None) -> Any:
        """The value of an attribute of the kernel's flake, or of a function of it, in Nix's language.

        Raises NixError with Nix's message.
        """
        applied = ["--apply", function] if function else []
        words = ["eval", "--json", *self.flake_options, f".#{attribute}", *applied]
        # A flake that names the builder by a path from its own folder can be read only there.
        place = contextlib.nullcontext(self.folder) if self.flake_options else flake_folder(self.folder)
        with place as folder:
            process = subprocess.run(nix_command(*words), cwd=folder, capture_output=True, text=True, errors="replace")
        if process.returncode:
            raise readable_error(process.stderr, self.folder)
        return json.loads(process.stdout)

    def build(self, derivations: list[str]) -> bool:
        """Build derivations, given as .drv paths, and show the progress. Returns whether all builds succeeded.

        Before it begins, one line tells what will be fetched. If Nix lets no fetcher leave the sandbox, the files are
        fetched first. Raises UserError if that fails.
        """
        fetches = self.announced_fetches(derivations)
        if fetches and is_strict(Machine()):
            fetch_outside(fetches, self.quiet, Machine())
        words = ["build", "--no-link", *self.options, *self._cache_options, *map(outputs_of, derivations)]
        command = nix_command(*words, "--log-format", "internal-json")
        events = Events("--print-build-logs" in self.options, self.quiet)
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, errors="replace") as process:
            assert process.stderr is not None
            try:
                for line in process.stderr:
                    events.line(line)
            finally:
                events.close()
                self.errors += events.errors
        return process.returncode == 0

    def announced_fetches(self, derivations: list[str]) -> list[Fetch]:
        """What builds of derivations will fetch. One line tells how much and from where."""
        options = [*self.options, *self._cache_options]
        words = ["build", "--no-link", *options, *map(outputs_of, derivations), "--dry-run"]
        dry_run = subprocess.run(nix_command(*words), capture_output=True, text=True, errors="replace")
        self._leave_out_caches(NO_CACHE.findall(dry_run.stderr))
        fetches = planned(dry_run.stderr)
        line = describe(fetches, Machine())
        if line and not self.quiet:
            click.echo(line, err=True)
        return fetches

    def _leave_out_caches(self, silent: list[str]) -> None:
        """Ask caches that do not answer no more in this run: each call of Nix would wait for them again."""
        for address in silent:
            line = no_answer(address)
            if line and not self.quiet:
                click.echo(line, err=True)
        machine = Machine()
        # A daemon takes this setting from users whom it trusts only.
        settings = read_settings(machine) if silent and not machine.uses_daemon else None
        if settings:
            others = [address for address in settings.words("substituters") if address.rstrip("/") not in silent]
            self._cache_options = ["--option", "substituters", " ".join(others)]

    @property
    def quiet(self) -> bool:
        return "--quiet" in self.options

    def _build_inputs(self, shell: str) -> bool:
        """Build what the derivation of a shell needs: `nix develop` would show no progress. Returns as `build`."""
        inputs = input_derivations(shell)
        return not inputs or self.build(inputs)

    def build_again(self, derivation: str) -> Rebuild:
        """Build a second time what the store already has. Raises NixError if the second build fails."""
        words = [find_program("nix-store"), "--realise", "--check", "--keep-failed", derivation]
        process = subprocess.run(words, capture_output=True, text=True, errors="replace")
        for folder in re.findall(r"keeping build directory '([^']+)'", process.stderr):
            shutil.rmtree(folder, ignore_errors=True)
        different = re.search(r"output '([^']+)' differs from '([^']+)'", process.stderr)
        if different:
            return Rebuild(pathlib.Path(different[1]), pathlib.Path(different[2]))
        if process.returncode:
            raise readable_error(process.stderr, self.folder)
        return Rebuild(pathlib.Path(process.stdout.split()[0]), None)

    def log(self, derivation: str) -> list[str]:
        """The lines of the log of a derivation's last build; none if it has not been built."""
        process = subprocess.run(nix_command("log", derivation), capture_output=True, text=True, errors="replace")
        return process.stdout.splitlines() if process.returncode == 0 else []

    def develop(self, derivation: str, words: list[str], builder: Optional[str] = None) -> int:
        """Run a command in the shell of a derivation, in the kernel's folder. Returns its exit status.

        builder: the folder of kernel-builder's flake, see registry.py.
        """
        if not self._build_inputs(derivation):
            return 1
        options = [*registry_options(builder), *self._cache_options]
        command = nix_command("develop", *options, derivation, "--command", *words)
        return subprocess.run(command, cwd=self.folder).returncode

    def become_shell(self, derivation: str, words: list[str], builder: Optional[str] = None) -> None:
        """Replace this process by the shell of a derivation, in the kernel's folder, or by a command in that shell.

        builder: the folder of kernel-builder's flake, see registry.py.
        """
        if not self._build_inputs(derivation):
            raise NixError("a part of the shell could not be built", "Nix's output above tells why")
        inside = ["--command", *words] if words else []
        options = [*registry_options(builder), *self.options, *self._cache_options]
        command = nix_command("develop", *options, derivation, *inside)
        os.chdir(self.folder)
        sys.stdout.flush()
        os.execv(command[0], command)
