"""Put these on the path: `scripts`, `machine`, and the modules that update-pins gives all scripts that renew pins.

Also the fixtures of the fetchers' tests.
"""

import pathlib
import socket
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
PKGS = HERE.parents[2] / "pkgs"
sys.path[:0] = [str(folder) for folder in (HERE, PKGS / "base/debian", PKGS / "sysroot")]

from machine import Machine, Server  # noqa: E402 (on the path since the line above)


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path / "machine")


@pytest.fixture
def server():
    with Server() as one:
        yield one


@pytest.fixture(scope="session")
def nobody():
    """An address of loopback where nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"
