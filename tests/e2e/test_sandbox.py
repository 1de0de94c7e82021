"""A build has only its inputs: no network, and no file of the machine."""

import pathlib
import socket
import textwrap

import pytest

MACHINE_FILE = pathlib.Path("/etc/os-release")


@pytest.fixture
def build_phase(nix, builder):
    """Build a derivation of kernel-builder's own stdenv with this build phase; returns the finished process."""

    def run(phase):
        expression = f"""
          (builtins.getFlake "path:{builder}").legacyPackages.x86_64-linux.stdenv.mkDerivation {{
            name = "sandboxed";
            dontUnpack = true;
            dontInstall = true;
            dontFixup = true;
            buildPhase = ''{textwrap.dedent(phase)}'';
          }}
        """
        return nix("build", "--impure", "--no-link", "--print-build-logs", "--expr", expression, check=False)

    return run


def test_a_build_cannot_reach_the_network(build_phase):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        failed = build_phase(f"python3 -c \"import socket; socket.create_connection(('127.0.0.1', {port}), 5)\"")
    assert failed.returncode == 1 and "Connection refused" in failed.stderr


def test_a_build_cannot_read_a_file_of_the_machine(build_phase):
    assert MACHINE_FILE.exists()
    failed = build_phase(f"cat {MACHINE_FILE} >$out")
    assert failed.returncode == 1 and f"{MACHINE_FILE}: No such file or directory" in failed.stderr


def test_a_kernel_that_includes_a_file_of_the_machine_is_not_built(build, kernel):
    source = kernel / "binding.cpp"
    source.write_text(f'#include "{MACHINE_FILE}"\n{source.read_text()}')
    failed = build(kernel, "bundle", check=False)
    assert failed.returncode == 1 and f"{MACHINE_FILE}: No such file or directory" in failed.stderr
