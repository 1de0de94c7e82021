"""A built kernel is verified: its attestation, and a second build from the commit that its metadata.json names."""

import json
import shutil
import subprocess

import pytest
from kernels_data import Digest, DigestAlgorithm
from shared import SHORT, VARIANT, last_error


@pytest.fixture
def committed(quick, commit, nix):
    """A kernel in a commit, with the lock file of its flake."""
    nix("flake", "lock", str(quick))
    return commit(quick)


@pytest.fixture
def built(committed, kernel_builder):
    kernel_builder("build-and-copy", "--variant", SHORT, committed)
    return committed


@pytest.fixture
def keys(tmp_path):
    private, public = tmp_path / "key.pem", tmp_path / "key.pub.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", private], check=True)
    subprocess.run(["openssl", "pkey", "-in", private, "-pubout", "-out", public], check=True)
    return private, public


def head(kernel):
    words = ["git", "-C", kernel, "rev-parse", "--short=7", "HEAD"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


def test_a_signed_variant_is_identical_to_a_build_of_its_commit(kernel_builder, built, keys):
    private, public = keys
    kernel_builder("attest", built / "build", "--key", private)
    # The work tree goes on; the commit counts.
    (built / "binding.cpp").write_text("broken")
    verified = kernel_builder("verify", built / "build", "--key", public)
    assert verified.stdout.startswith(f"{VARIANT}: identical to a build of commit {head(built)}; attested, signed by ")


def test_a_variant_from_elsewhere_is_verified_with_an_address_of_its_sources(kernel_builder, built, tmp_path):
    shutil.copytree(built / "build", tmp_path / "elsewhere")
    refused = kernel_builder("verify", tmp_path / "elsewhere", check=False)
    assert last_error(refused.stderr) == (
        f"error: nothing tells where the sources of {VARIANT} are\n"
        "  name the folder or the repository of the sources: --source ADDRESS\n"
    )
    verified = kernel_builder("verify", tmp_path / "elsewhere", "--source", f"git+file://{built}")
    assert verified.stdout == f"{VARIANT}: identical to a build of commit {head(built)}; no attestation\n"


def test_a_forged_library_is_shown_with_file_section_and_byte(kernel_builder, built):
    """The forger has written the digest of the changed file into metadata.json too."""
    variant = built / "build" / VARIANT
    (library,) = variant.glob("*.so")
    content = bytearray(library.read_bytes())
    content[content.index(b"PyInit")] ^= 1
    library.write_bytes(content)
    metadata = json.loads((variant / "metadata.json").read_text())
    digest = Digest.hash_variant(DigestAlgorithm.SHA256, variant)
    metadata["digest"]["files"] = dict(sorted(digest.files.items()))
    (variant / "metadata.json").write_text(json.dumps(metadata, indent=2) + "\n")
    failed = kernel_builder("verify", built / "build", check=False)
    lines = failed.stdout.splitlines()
    assert (
        failed.returncode == 1
        and lines[0] == f"{VARIANT}: differs from a build of commit {head(built)}; no attestation"
    )
    assert lines[1].startswith(f"  {library.name}: byte ") and lines[1].endswith(", in the section .dynstr")
    assert f"; digest.files.{library.name} is " in lines[2]


def test_a_variant_of_changed_files_is_verified_with_the_same_files_only(kernel_builder, quick, tmp_path):
    kernel_builder("build-and-copy", "--variant", SHORT, quick)
    verified = kernel_builder("verify", quick / "build")
    assert verified.stdout == f"{VARIANT}: identical to a build of the files in {quick}; no attestation\n"
    shutil.copytree(quick / "build", tmp_path / "elsewhere")
    refused = kernel_builder("verify", tmp_path / "elsewhere", "--source", "https://host.test/k.git", check=False)
    assert last_error(refused.stderr).startswith(f"error: {VARIANT} was built from files that are in no commit")


def test_a_lock_file_with_another_builder_is_refused(kernel_builder, built):
    """The variant names a builder's commit that its lock file does not pin."""
    variant = built / "build" / VARIANT
    metadata = json.loads((variant / "metadata.json").read_text())
    metadata["provenance"]["kernel-builder"]["git"] = {"commit": "b" * 40, "dirty": False}
    (variant / "metadata.json").write_text(json.dumps(metadata))
    lock = json.loads((built / "flake.lock").read_text())
    lock["nodes"]["kernel-builder"]["locked"]["rev"] = "a" * 40
    (built / "flake.lock").write_text(json.dumps(lock))
    git = ["git", "-C", built, "-c", "user.name=test", "-c", "user.email=test@localhost"]
    subprocess.run([*git, "commit", "--quiet", "--all", "-m", "another lock"], check=True)
    commit = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    metadata["provenance"]["kernel"]["commit"] = commit
    (variant / "metadata.json").write_text(json.dumps(metadata))
    refused = kernel_builder("verify", built / "build", check=False)
    assert last_error(refused.stderr) == (
        f"error: the lock file pins kernel-builder aaaaaaa, but {VARIANT} was built with bbbbbbb\n"
        f"  name that one: --builder git+ADDRESS?rev={'b' * 40}\n"
    )
