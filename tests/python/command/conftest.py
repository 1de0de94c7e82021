"""Stand-ins for the programs and services that the command calls: Nix, and the Hub."""

import json
import pathlib
import sys
import threading
from typing import NamedTuple

import hub_server
import pytest
from click.testing import CliRunner
from kernels_data import Digest, DigestAlgorithm

from kernel_builder.command.main import cli
from kernel_builder.command.nix.program import FEATURES

VARIANT = "torch213-cxx11-cpu-x86_64-linux"

# Replies with the first answer whose pattern is in the call.
STAND_IN = """#!{python}
import json, os, sys
call = [os.path.basename(sys.argv[0]), *sys.argv[1:]]
with open({calls!r}, "a") as file:
    file.write(json.dumps([os.getcwd(), call]) + "\\n")
for answer in json.load(open({answers!r})):
    if answer["pattern"] in " ".join(call):
        sys.stdout.write(answer["stdout"])
        sys.stderr.write(answer["stderr"])
        for path in answer["makes"]:
            os.makedirs(path, exist_ok=True)
        sys.exit(answer["status"])
sys.exit("no answer for " + " ".join(call))
"""


class StandIn(NamedTuple):
    """The programs `nix` and `nix-store` of a test."""

    folder: pathlib.Path

    def answer(self, pattern, stdout="", stderr="", status=0, makes=()):
        """Answer calls that have the pattern. makes: folders that appear then."""
        answers = json.loads((self.folder / "answers.json").read_text())
        answer = {"pattern": pattern, "stdout": stdout, "stderr": stderr, "status": status}
        answers.append({**answer, "makes": [str(path) for path in makes]})
        (self.folder / "answers.json").write_text(json.dumps(answers))

    def answers_first(self, pattern, **answer):
        """Answer calls that have the pattern, although an earlier answer has it too."""
        earlier = json.loads((self.folder / "answers.json").read_text())
        (self.folder / "answers.json").write_text("[]")
        self.answer(pattern, **answer)
        own = json.loads((self.folder / "answers.json").read_text())
        (self.folder / "answers.json").write_text(json.dumps(own + earlier))

    def evaluates(self, attribute, value):
        self.answer(f"#{attribute}", stdout=json.dumps(value))

    def _calls(self):
        file = self.folder / "calls"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    @property
    def calls(self):
        """The arguments of each call, without the flags that every call has."""
        return [[word for word in call if word not in FEATURES] for _, call in self._calls()]

    @property
    def folders(self):
        """The folder in which each call ran."""
        return [folder for folder, _ in self._calls()]


@pytest.fixture
def nix_program(tmp_path, monkeypatch):
    """A stand-in for Nix, version 2.8, in front of PATH."""
    folder = tmp_path / "stand-in"
    folder.mkdir()
    text = STAND_IN.format(python=sys.executable, calls=str(folder / "calls"), answers=str(folder / "answers.json"))
    for name in ("nix", "nix-store"):
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    # Whether this machine can sandbox builds is no matter of the tests.
    (folder / "unshare").write_text("#!/bin/sh\n")
    (folder / "unshare").chmod(0o755)
    (folder / "answers.json").write_text("[]")
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    stand_in = StandIn(folder)
    stand_in.answer("--version", stdout="nix (Nix) 2.8.0\n")
    # Nothing is to be fetched.
    stand_in.answer("--dry-run")
    return stand_in


@pytest.fixture
def run():
    """Run the command with these arguments, in this process."""

    def run(*words):
        return CliRunner().invoke(cli, [str(word) for word in words])

    return run


@pytest.fixture
def plan_record(tmp_path):
    """A plan of two variants, one of which can be built. Its paths are in the test's folder."""
    variants = [
        {"short": "a", "name": "a-x", "notBuildable": None},
        {"short": "b", "name": "b-x", "notBuildable": "no toolchain"},
    ]
    paths = {
        "derivation": "/nix/store/0-summary.drv",
        "result": str(tmp_path / "result"),
        "extension": "/nix/store/0-a.drv",
        "built": str(tmp_path / "built"),
    }
    return {
        "variants": [{"torch": "2.13", "backend": "cpu", "version": "", "system": "x", **row} for row in variants],
        "parts": {
            "builds": {"a-x": paths},
            "testShells": {"a-x": "/nix/store/0-test-a.drv"},
            "devShells": {"a-x": "/nix/store/0-dev-a.drv"},
        },
        "builder": None,
    }


@pytest.fixture
def variant(tmp_path):
    """A built variant with a digest and metadata, but no library."""
    folder = tmp_path / "build" / VARIANT
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "metadata.json").write_text('{"name": "a", "version": 1, "backend": {"type": "cpu"}}')
    return folder


@pytest.fixture
def hub(monkeypatch):
    """A Hub on loopback, which the client uses with a token that can write."""
    server = hub_server.Hub()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    from huggingface_hub import constants, hf_api
    from huggingface_hub.utils import _http

    for module in (constants, hf_api, _http):
        if hasattr(module, "ENDPOINT"):
            monkeypatch.setattr(module, "ENDPOINT", server.url)
    template = constants.HUGGINGFACE_CO_URL_TEMPLATE.replace("https://huggingface.co", server.url)
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    monkeypatch.setenv("HF_HUB_DISABLE_XET", "1")
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    monkeypatch.setenv("HF_TOKEN", hub_server.TOKEN)
    # The client waits before it tries again; the tests do not.
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def seal():
    """Write the digest of the files of a kernel's variants into metadata.json, as a build does."""

    def write(kernel):
        for file in kernel.glob("build/*/metadata.json"):
            metadata = json.loads(file.read_text())
            metadata.pop("digest", None)
            digest = Digest.hash_variant(DigestAlgorithm.SHA256, file.parent)
            metadata["digest"] = {"algorithm": str(digest.algorithm), "files": dict(sorted(digest.files.items()))}
            file.write_text(json.dumps(metadata))

    return write


@pytest.fixture
def built(kernel, seal):
    """A kernel with a built variant, a card and a benchmark."""
    variant = kernel / "build" / VARIANT
    variant.mkdir(parents=True)
    (variant / "__init__.py").write_text("answer = 42\n")
    (variant / "_small_cpu_1234567.abi3.so").write_bytes(b"\x7fELF" + bytes(5000))
    metadata = {
        "id": "_small_cpu_1234567",
        "name": "small",
        "version": 1,
        "license": "Apache-2.0",
        "python-depends": [],
        "backend": {"type": "cpu"},
        "provenance": {"kernel": {"commit": "1234567", "dirty": False}},
    }
    (variant / "metadata.json").write_text(json.dumps(metadata))
    seal(kernel)
    (kernel / "CARD.md").write_text("# {{ name }}\n\nVersion {{ version }} of {{ repo_id }}.\n")
    (kernel / "benchmarks").mkdir()
    (kernel / "benchmarks/benchmark.py").write_text("print(1)\n")
    return kernel


@pytest.fixture
def upload(run):
    """Upload a kernel to the repository me/small."""
    return lambda folder, *options: run("upload", folder, "--repo-id", "me/small", *options)
