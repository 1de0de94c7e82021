"""A build has nothing but its inputs: no network, no file of the machine."""

import os
import pathlib
import socket
import textwrap

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def build(nix, phase):
    """Build a derivation of kernel-builder's own stdenv with this build phase."""
    expression = f"""
      (builtins.getFlake "git+file://{ROOT}").legacyPackages.x86_64-linux.stdenv.mkDerivation {{
        name = "sandboxed";
        dontUnpack = true;
        dontInstall = true;
        dontFixup = true;
        buildPhase = ''{textwrap.dedent(phase)}'';
      }}
    """
    return nix("build", "--impure", "--no-link", "--print-build-logs", "--expr", expression, check=False)


def test_a_build_cannot_reach_the_network(nix):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        done = build(nix, f"python3 -c \"import socket; socket.create_connection(('127.0.0.1', {port}), 5)\"")
    assert done.returncode == 1 and "Connection refused" in done.stderr


def test_a_build_cannot_read_a_file_of_the_machine(nix):
    file = "/etc/os-release"
    assert pathlib.Path(file).exists()
    done = build(nix, f"cat {file} >$out")
    assert done.returncode == 1 and f"{file}: No such file or directory" in done.stderr


def test_a_kernel_that_includes_a_file_of_the_machine_fails(nix, kernel):
    binding = kernel / "binding.cpp"
    binding.write_text('#include "/etc/os-release"\n' + binding.read_text())
    done = nix("build", "--no-write-lock-file", "--no-link", "-L", f"path:{kernel}#bundle", check=False)
    assert done.returncode == 1 and "/etc/os-release: No such file or directory" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="another user's fetches are the daemon's, which has a network")
def test_a_fetch_without_network_says_what_could_not_be_fetched(nix, offline):
    """A wheel that is not in the store, asked for where there is no network."""
    expression = f"""
      (builtins.getFlake "git+file://{ROOT}").legacyPackages.x86_64-linux.fetchWheel {{
        name = "six";
        version = "1.16.0";
        file = "six-1.16.0-py2.py3-none-any.whl";
        sha256 = "{"0" * 64}";
      }}
    """
    done = nix(
        "build",
        "--impure",
        "--no-link",
        "-L",
        "--expr",
        expression,
        check=False,
        prefix=[*offline, "env", "PIP_RETRIES=0", "PIP_FIND_LINKS=", "PIP_EXTRA_INDEX_URL="],
    )
    assert done.returncode == 1
    assert "pip could not download six-1.16.0-py2.py3-none-any.whl from its index" in done.stderr
    assert "PIP_FIND_LINKS" in done.stderr
