"""The pip that fetches wheels, and the indexes that it asks."""

import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.doctor.network import no_answer, without_password
from kernel_builder.command.doctor.row import Row
from kernel_builder.command.doctor.script_error import NO_SCRIPTS, script_error

NAME = "wheels"
# Where pip reads a setting: the later one wins. See `pip config --help`.
LEVELS = ["global", "download", ":env:"]


class Pip(NamedTuple):
    """The settings of a pip. address: its index, empty if it may use none. extra: further indexes and folders."""

    address: str
    extra: list[str]


def read_pip(machine: Machine, command: list[str]) -> Pip:
    """The settings of a pip as fetchers see them: they have no home folder."""
    with tempfile.TemporaryDirectory() as home, ThreadPoolExecutor() as pool:
        # With these columns the help has each option in one line.
        variables = {"HOME": home, "XDG_CONFIG_HOME": home, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "COLUMNS": "1000"}
        calls = [["config", "list"], ["download", "--help"]]
        listed, usage = pool.map(lambda words: machine.run(*command, *words, variables=variables).stdout, calls)
    values: dict[str, str] = {}
    for level in LEVELS:
        values.update(re.findall(rf"^{level}\.([a-z-]+)='(.*)'$", listed, re.M))
    extra = [place for key in ("extra-index-url", "find-links") for place in _words(values.get(key, ""))]
    if values.get("no-index", "").lower() in ("1", "true", "yes", "on"):
        return Pip("", extra)
    # pip's help names the index that it has built in.
    built_in = re.search(r"--index-url.*?\(default\s+(\S+?)\)", usage, re.S)
    return Pip(values.get("index-url", built_in[1] if built_in else ""), extra)


def _words(value: str) -> list[str]:
    """The words of a value, in which pip prints the end of a line as `\\n`."""
    return value.replace("\\n", " ").split()


def check(machine: Machine) -> Row:
    script = machine.fetcher("pip.sh")
    if script is None:
        return Row(NAME, "note", "unknown", *NO_SCRIPTS)
    found = machine.run("sh", str(script), "find", timeout=2.5)
    command = found.stdout.partition("\n")[0].strip()
    if found.status or not command:
        return Row(NAME, "wrong", "no pip", *script_error(found.stderr))
    pip = read_pip(machine, command.split())
    also = f", also {', '.join(map(without_password, pip.extra))}" if pip.extra else ""
    value = f"{command}, {without_password(pip.address) or 'no index'}{also}"
    reason = no_answer(f"{pip.address.rstrip('/')}/pip/") if pip.address else ""
    if not reason:
        return Row(NAME, "ok", value)
    return Row(
        NAME,
        "note" if pip.extra else "wrong",
        value,
        f"the index of pip does not answer: {without_password(pip.address)}: {reason}",
        "check the network and proxy, or set index-url in /etc/pip.conf, below [global], to an index that answers",
    )
