"""Pinned files that are put into the store outside of Nix's builds, with the machine's own clients.

With `sandbox = true`, Nix runs no fetcher outside of the sandbox. The files are then fetched first, and put into the
store by hash: Nix takes them for the results of its fetchers.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from kernel_builder.builder.errors import UserError
from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.nix_settings import read_settings
from kernel_builder.command.nix.events import MARK, Events
from kernel_builder.command.nix.fetches import Fetch

# So many files are fetched at a time.
AT_A_TIME = 4
SCRIPT = "outside.sh"


def is_strict(machine: Machine) -> bool:
    """Whether Nix's settings let no fetcher leave the sandbox."""
    settings = read_settings(machine)
    return settings is not None and settings.values.get("sandbox") == "true"


def _error(lines: Sequence[str]) -> UserError:
    """The error that a fetcher printed: its last line `error: …`, and the lines below."""
    starts = [number for number, line in enumerate(lines) if line.startswith("error: ")]
    message, *remedies = [line.strip() for line in lines[starts[-1] if starts else -1 :]] or ["a fetcher failed"]
    return UserError(message.removeprefix("error: "), *remedies)


class _Fetcher:
    """Runs the script. Several fetchers report the progress of their downloads at once."""

    def __init__(self, script: str, quiet: bool):
        self.script = script
        self.events = Events(logs=False, quiet=quiet)
        self.lock = threading.Lock()

    def _show(self, line: str, number: int) -> None:
        """Show a report of a fetcher. Each fetcher numbers its own reports."""
        event = {**json.loads(line[len(MARK) :]), "id": number}
        with self.lock:
            self.events.line(f"{MARK}{json.dumps(event)}")

    def fetch(self, number: int, derivation: str) -> None:
        command = ["sh", self.script, "fetch", derivation]
        lines = []
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stderr is not None
            for line in process.stderr:
                if line.startswith(MARK):
                    self._show(line, number)
                else:
                    lines.append(line.rstrip("\n"))
        with self.lock:
            self.events.line(f'{MARK}{{"action": "stop", "id": {number}}}')
        if process.returncode:
            raise _error(lines)


def fetch_outside(fetches: list[Fetch], quiet: bool, machine: Machine) -> int:
    """Put the files of fetchers into the store. Returns how many fetchers there were. Raises UserError.

    quiet: show no progress.
    """
    script = machine.fetcher(SCRIPT)
    derivations = [fetch.derivation for fetch in fetches if fetch.derivation]
    if not derivations:
        return 0
    if script is None:
        raise UserError(
            f"this installation of kernel-builder has no {SCRIPT}, so it cannot fetch for `sandbox = true`",
            "run install.sh again, which installs the whole command",
        )
    fetcher = _Fetcher(str(script), quiet)
    # Threads end with the command if it is interrupted: each only waits for its program.
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        try:
            for _ in pool.map(fetcher.fetch, range(1, len(derivations) + 1), derivations):
                pass
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
        finally:
            fetcher.events.close()
            sys.stderr.flush()
    return len(derivations)
