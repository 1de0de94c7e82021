"""Reads mutated and generated files of build.toml, in Python and in Nix: `python fuzz.py [COUNT] [SEED]`.

Of each kind there are COUNT. For generated files, see agree.py: the Hub's parser reads them too, and all values are
compared. The rest of this page is about mutated files.

Both must accept a file, or both refuse it with a message, within two seconds and without a traceback. Neither may read
or write a file outside of the kernel's folder, or run a command. Exits with 1 if a file breaks one of these rules.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple, Optional

from kernels._rust import Build

from kernel_builder.builder.config.read import problems_of, read_config
from kernel_builder.builder.errors import UserError
from kernel_builder.builder.project.files import project_files

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))

import agree  # noqa: E402
from mutate import mutants  # noqa: E402

SEEDS = sorted([*ROOT.glob("examples/*/build.toml"), *ROOT.glob("tests/kernels/*/build.toml")])
LONGEST = 2.0
# Files of up to 1 MiB take longer in Nix.
LONGEST_LARGE = 8.0
LARGE = 64 * 1024
# Enough generated files for each key with each value, and some hundred random ones.
EVERY_VALUE = 4000
# Parts of Nix's own messages: the evaluation failed before our code refused the file.
BROKEN = ("stack overflow", "infinite recursion", "Segmentation fault", "attribute '", "value is ", "cannot coerce")


class Outcome(NamedTuple):
    """The result of one reader. accepted: None if the reader failed. message: its message, or the failure."""

    accepted: Optional[bool]
    message: str
    seconds: float


class Watch:
    """Records the files that Python opens and the commands that it runs while it reads a build.toml.

    Python reports them as audit events (docs.python.org/3/library/audit_events.html).
    folder: the kernel's, None to pause.
    """

    def __init__(self) -> None:
        self.folder: Optional[str] = None
        self.violations: list[str] = []
        sys.addaudithook(self._event)

    def _event(self, name: str, arguments: tuple) -> None:
        if self.folder is None:
            return
        if name in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect"):
            self.violations.append(f"{name} {arguments[0]!r}")
        elif name in ("open", "os.listdir", "os.scandir", "os.mkdir", "os.remove", "os.rename"):
            path = os.path.realpath(os.fspath(arguments[0])) if isinstance(arguments[0], (str, os.PathLike)) else ""
            # Python reads its own modules, and kernel-builder its templates.
            if path and not path.startswith(
                (self.folder, sys.prefix, sys.base_prefix, str(ROOT / "python"), "/nix/store", "/usr/lib/python")
            ):
                self.violations.append(f"{name} {path}")


def read_in_python(folder: pathlib.Path, watch: Watch) -> Outcome:
    """Validate the folder's build.toml, and render the project files if it is accepted."""
    start = time.monotonic()
    watch.folder, watch.violations = str(folder.resolve()), []
    try:
        problems = problems_of(folder)
        message = str(problems[0].error()) if problems else ""
        if not problems:
            project_files(read_config(folder))
        accepted: Optional[bool] = not problems
    except UserError as error:
        accepted, message = False, str(error)
    except BaseException as error:  # any other exception is a bug
        accepted, message = None, f"{type(error).__name__}: {error}"[:200]
    finally:
        watch.folder = None
    if watch.violations:
        accepted, message = None, watch.violations[0]
    if accepted is False and len(message.splitlines()) > 5:
        accepted, message = None, f"a message of {len(message.splitlines())} lines"
    return Outcome(accepted, message, time.monotonic() - start)


def read_by_the_hub(folder: pathlib.Path) -> bool:
    """Whether the Hub's own parser, which is in `kernels`, accepts the folder's build.toml."""
    try:
        Build.open(folder)
    except (ValueError, OSError):
        return False
    return True


def read_in_nix(folder: pathlib.Path) -> Outcome:
    """Evaluate the kernel config of the folder."""
    start = time.monotonic()
    expression = f"builtins.deepSeq (import {ROOT}/lib/kernel-config {folder}) true"
    command = ["nix-instantiate", "--readonly-mode", "--eval", "--strict", "--expr", expression]
    try:
        result = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=20)
    except subprocess.TimeoutExpired:
        return Outcome(None, "no answer in 20 s", 20)
    seconds = time.monotonic() - start
    if result.returncode == 0:
        return Outcome(True, "", seconds)
    message = result.stderr[result.stderr.find("error:") :].splitlines()[0][:200]
    if result.returncode < 0 or any(text in message for text in BROKEN):
        return Outcome(None, message or f"killed by signal {-result.returncode}", seconds)
    return Outcome(False, message, seconds)


def prepare(folder: pathlib.Path, seed: pathlib.Path, content: bytes) -> pathlib.Path:
    """Copy the seed's kernel into a folder, with another build.toml and with links that lead out of the folder."""
    shutil.copytree(seed.parent, folder, ignore=shutil.ignore_patterns("build", "result"))
    (folder / "link-out").symlink_to("/etc")
    (folder / "link-loop").symlink_to("link-loop")
    (folder / "build.toml").write_bytes(content)
    return folder


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    watch, refused, accepted, stricter, bad = Watch(), 0, 0, 0, []
    slowest = 0.0
    # The Hub's parser prints deprecations on standard error.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(2) as pool:
        folders = []
        for number, (origin, content) in enumerate(mutants(SEEDS, count, seed)):
            folders.append(prepare(pathlib.Path(scratch, str(number)), origin, content))
        in_nix = list(pool.map(read_in_nix, folders))
        for folder, by_nix in zip(folders, in_nix):
            by_python = read_in_python(folder, watch)
            slowest = max(slowest, by_python.seconds, by_nix.seconds)
            accepted += bool(by_python.accepted)
            refused += by_python.accepted is False
            hub = read_by_the_hub(folder)
            limit = LONGEST_LARGE if (folder / "build.toml").stat().st_size > LARGE else LONGEST
            # Editions before 4 are migrated here, and left to update-build there.
            is_older = b"edition" not in (folder / "build.toml").read_bytes()
            # The Hub's parser does not check that files exist inside of the folder.
            stricter += hub and by_python.accepted is False
            if by_python.accepted and not hub and not is_older:
                by_python = by_python._replace(accepted=None, message="accepted, but the Hub's parser refuses it")
            if (
                by_python.accepted is None
                or by_nix.accepted is None
                or by_python.accepted != by_nix.accepted
                or max(by_python.seconds, by_nix.seconds) > limit
            ):
                bad.append((folder.name, by_python, by_nix))
                keep = HERE / "found" / f"{seed}-{folder.name}.toml"
                keep.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(folder / "build.toml", keep)
        escaped = [str(path) for path in pathlib.Path(scratch).rglob("escaped")]
    for name, by_python, by_nix in bad:
        for reader, outcome in (("Python", by_python), ("Nix", by_nix)):
            print(f"{name}: in {reader} {outcome.accepted} ({outcome.seconds:.2f} s) {outcome.message!r}")
    print(
        f"tried {count}, refused {refused}, accepted {accepted}, refused here but not by the Hub {stricter}, "
        f"failed or disagreed {len(bad)}, commands run {len(escaped)}; slowest {slowest:.2f} s"
    )
    agreement = agree.main(max(count, EVERY_VALUE), seed)
    for text in agreement.disagreements:
        print(text)
    print(
        f"generated {max(count, EVERY_VALUE)}, accepted {agreement.accepted}, "
        f"refused here but not by the Hub {agreement.stricter}, disagreed {len(agreement.disagreements)}"
    )
    sys.exit(1 if bad or escaped or agreement.disagreements else 0)


if __name__ == "__main__":
    main()
