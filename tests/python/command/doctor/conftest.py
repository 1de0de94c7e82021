"""A machine of a test: its files, its programs (all are stand-ins), and a web server on loopback."""

import http.server
import pathlib
import threading
from typing import NamedTuple

import pytest

from kernel_builder.command.doctor.machine import Machine


class Stage(NamedTuple):
    """root: the root of the machine's file system. programs: the only folder of its PATH."""

    root: pathlib.Path
    programs: pathlib.Path

    def program(self, name, text):
        """Add a program; text: a shell script."""
        file = self.programs / name
        file.write_text(f"#!/bin/sh\n{text}\n")
        file.chmod(0o755)
        return str(file)

    def file(self, name, text=""):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def nix(self, version="nix (Nix) 2.8.0", **settings):
        """Add a Nix with this version and these settings, written with `_` instead of `-`."""
        lines = "".join(f"{name.replace('_', '-')} = {value}\n" for name, value in settings.items())
        self.file("settings.txt", lines)
        return self.program(
            "nix",
            f'case "$*" in\n*--version) echo "{version}" ;;\n*show*) while read -r line; do echo "$line"; done'
            f" <{self.root}/settings.txt ;;\nesac",
        )

    def machine(self, user="ann", **environment):
        return Machine(self.root, {"PATH": str(self.programs), **environment}, user)


@pytest.fixture
def stage(tmp_path):
    for name in ("root", "programs"):
        (tmp_path / name).mkdir()
    (tmp_path / "programs/sh").symlink_to("/bin/sh")
    return Stage(tmp_path / "root", tmp_path / "programs")


@pytest.fixture
def fetchers(stage, tmp_path):
    """Write a script of the fetchers; returns the variable that names its folder."""

    def write(name, text):
        (tmp_path / name).write_text(text)
        return {"KERNEL_BUILDER_FETCHERS": str(tmp_path)}

    return write


class _Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.paths.append(self.path)
        self.send_response(self.server.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


@pytest.fixture
def web():
    """A server on loopback. status: of its replies. paths: that were asked for. address: its own."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.status, server.paths, server.address = 200, [], f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def silent():
    """An address on loopback at which nothing listens."""
    server = http.server.HTTPServer(("127.0.0.1", 0), _Handler)
    server.server_close()
    return f"http://127.0.0.1:{server.server_port}"
