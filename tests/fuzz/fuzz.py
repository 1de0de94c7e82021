"""Read mutated files of build.toml, in Python and in Nix: `python fuzz.py [COUNT] [SEED]`.

Each is to be refused with a message or to be accepted, the same by both, in two seconds, without a traceback, and
without a file outside of the kernel's folder read or written or a command run. Exits with 1 where one is not.
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

from mutate import mutants  # noqa: E402

SEEDS = sorted([*ROOT.glob("examples/*/build.toml"), *ROOT.glob("tests/kernels/*/build.toml")])
LONGEST = 2.0
# What Nix says besides `error:` where it is not we who refuse.
BROKEN = ("stack overflow", "infinite recursion", "Segmentation fault", "attribute '", "value is ", "cannot coerce")


class Outcome(NamedTuple):
    """accepted: None where neither message nor result came. words: the message, or what went wrong."""

    accepted: Optional[bool]
    words: str
    seconds: float


class Watch:
    """What Python opens and runs while it reads a file, by its audit events (docs.python.org/3/library/audit_events.html)."""

    def __init__(self) -> None:
        self.folder: Optional[str] = None
        self.found: list[str] = []
        sys.addaudithook(self._event)

    def _event(self, name: str, arguments: tuple) -> None:
        if self.folder is None:
            return
        if name in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect"):
            self.found.append(f"{name} {arguments[0]!r}")
        elif name in ("open", "os.listdir", "os.scandir", "os.mkdir", "os.remove", "os.rename"):
            path = os.path.realpath(os.fspath(arguments[0])) if isinstance(arguments[0], (str, os.PathLike)) else ""
            # Python reads itself, and the package its templates.
            if path and not path.startswith(
                (self.folder, sys.prefix, sys.base_prefix, str(ROOT / "python"), "/nix/store", "/usr/lib/python")
            ):
                self.found.append(f"{name} {path}")


def read_in_python(folder: pathlib.Path, watch: Watch) -> Outcome:
    """Validate the folder's build.toml, and make the project files of what is accepted."""
    start = time.monotonic()
    watch.folder, watch.found = str(folder.resolve()), []
    try:
        problems = problems_of(folder)
        words = str(problems[0].error()) if problems else ""
        if not problems:
            project_files(read_config(folder))
        accepted: Optional[bool] = not problems
    except UserError as error:
        accepted, words = False, str(error)
    except BaseException as error:  # whatever else comes is a bug
        accepted, words = None, f"{type(error).__name__}: {error}"[:200]
    finally:
        watch.folder = None
    if watch.found:
        accepted, words = None, watch.found[0]
    if accepted is False and len(words.splitlines()) > 5:
        accepted, words = None, f"a message of {len(words.splitlines())} lines"
    return Outcome(accepted, words, time.monotonic() - start)


def read_by_the_hub(folder: pathlib.Path) -> bool:
    """Whether the Hub's own parser, which is in `kernels`, takes the folder's build.toml."""
    try:
        Build.open(folder)
    except (ValueError, OSError):
        return False
    return True


def read_in_nix(folder: pathlib.Path) -> Outcome:
    """Evaluate the kernel config of the folder."""
    start = time.monotonic()
    expression = f"builtins.deepSeq (import {ROOT}/lib/kernel-config {folder}) true"
    words = ["nix-instantiate", "--readonly-mode", "--eval", "--strict", "--expr", expression]
    try:
        done = subprocess.run(words, capture_output=True, text=True, errors="replace", timeout=20)
    except subprocess.TimeoutExpired:
        return Outcome(None, "no answer in 20 s", 20)
    seconds = time.monotonic() - start
    if done.returncode == 0:
        return Outcome(True, "", seconds)
    said = done.stderr[done.stderr.find("error:") :].splitlines()[0][:200]
    if done.returncode < 0 or any(word in said for word in BROKEN):
        return Outcome(None, said or f"killed by signal {-done.returncode}", seconds)
    return Outcome(False, said, seconds)


def prepare(folder: pathlib.Path, seed: pathlib.Path, content: bytes) -> pathlib.Path:
    """The folder of a kernel, with this build.toml in the place of its own and with links that lead out of it."""
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
    # The Hub's parser says on standard error what is old.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(2) as pool:
        folders = []
        for number, (origin, content) in enumerate(mutants(SEEDS, count, seed)):
            folders.append(prepare(pathlib.Path(scratch, str(number)), origin, content))
        in_nix = list(pool.map(read_in_nix, folders))
        for folder, theirs in zip(folders, in_nix):
            ours = read_in_python(folder, watch)
            slowest = max(slowest, ours.seconds, theirs.seconds)
            accepted += bool(ours.accepted)
            refused += ours.accepted is False
            hub = read_by_the_hub(folder)
            # Of the Hub's parser nothing is asked about files: whether they are there, and inside.
            stricter += hub and ours.accepted is False
            if ours.accepted and not hub:
                ours = ours._replace(accepted=None, words="accepted, and the Hub's parser refuses it")
            if (
                ours.accepted is None
                or theirs.accepted is None
                or ours.accepted != theirs.accepted
                or max(ours.seconds, theirs.seconds) > LONGEST
            ):
                bad.append((folder.name, ours, theirs))
                keep = HERE / "found" / f"{seed}-{folder.name}.toml"
                keep.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(folder / "build.toml", keep)
        escaped = [str(path) for path in pathlib.Path(scratch).rglob("escaped")]
    for name, ours, theirs in bad:
        print(
            f"{name}: in Python {ours.accepted} ({ours.seconds:.2f} s) {ours.words!r}\n  in Nix {theirs.accepted} ({theirs.seconds:.2f} s) {theirs.words!r}"
        )
    print(
        f"tried {count}, refused {refused}, accepted {accepted}, refused here and not by the Hub {stricter}, crashed or disagreed {len(bad)}, commands run {len(escaped)}; slowest {slowest:.2f} s"
    )
    sys.exit(1 if bad or escaped else 0)


if __name__ == "__main__":
    main()
