"""`check-abi` refuses a library that was changed after its build.

No build.toml leads to these faults. Each folder of tests/must-fail-changed holds the options of patchelf that bring the
fault into a correct library, and the message.
"""

import shutil
import subprocess

import pytest
from shared import REPOSITORY, VARIANT, last_error, without_hash

FAULTS = REPOSITORY / "tests/must-fail-changed"


@pytest.fixture(scope="module")
def patchelf(nix, builder, tmp_path_factory):
    link = tmp_path_factory.mktemp("patchelf") / "result"
    nix("build", "--out-link", str(link), f"path:{builder}#legacyPackages.x86_64-linux.patchelf")
    return link / "bin/patchelf"


@pytest.fixture
def variant(built_library, quick, tmp_path):
    """A built variant that may be changed."""
    folder = tmp_path / VARIANT
    shutil.copytree(built_library(quick).parent, folder)
    for path in (folder, *folder.glob("*.so")):
        path.chmod(0o755)
    return folder


@pytest.mark.parametrize("fault", sorted(path.name for path in FAULTS.iterdir()))
def test_a_library_with_the_fault_is_refused_with_the_whole_message(
    kernel_builder, patchelf, variant, assert_expected, fault
):
    (library,) = variant.glob("*.so")
    subprocess.run([patchelf, *(FAULTS / fault / "patchelf.txt").read_text().split(), library], check=True)
    failed = kernel_builder("check-abi", variant, check=False)
    assert failed.returncode == 1
    assert_expected(FAULTS / fault / "expected.txt", without_hash(last_error(failed.stderr)))


def test_the_library_is_accepted_before_it_is_changed(kernel_builder, variant):
    kernel_builder("check-abi", variant)
