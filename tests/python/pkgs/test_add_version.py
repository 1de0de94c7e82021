"""The script that adds a Torch to the matrix, part by part; tests/e2e/test_update_pins.py runs all of it."""

import io
import json
import re
import zipfile

import pytest
from scripts import PKGS, ROOT, load_script

from kernel_builder.builder.errors import UserError

MATRIX = (ROOT / "versions.nix").read_text()
CAPABILITIES = (PKGS / "cuda/capabilities.json").read_text()


@pytest.fixture(scope="module")
def script():
    return load_script("torch/add-version.py")


def test_of_the_index_each_torchs_newest_release_counts_and_no_local_version(script, monkeypatch):
    class Finished:
        stdout = "torch (2.16.0)\nAvailable versions: 2.16.0, 2.14.1, 2.14.0, 2.13.0+cpu, 2.9.1, 2.9.0\n"

    monkeypatch.setattr(script.subprocess, "run", lambda *_, **__: Finished)
    assert script.releases() == {"2.9": "2.9.1", "2.14": "2.14.1", "2.16": "2.16.0"}


def test_new_are_the_torches_after_the_newest_of_the_matrix_oldest_first(script):
    available = {"2.12": "2.12.1", "2.10": "2.10.0", "2.9": "2.9.1", "2.11": "2.11.0"}
    assert script.wanted(["new"], available, ["2.9", "2.10"]) == ["2.11", "2.12"]
    assert script.wanted(["new"], available, ["2.12"]) == []
    assert script.wanted(["2.12", "2.9"], available, []) == ["2.9", "2.12"]


@pytest.mark.parametrize(
    "available, listed",
    [({"2.9": "2.9.1", "2.10": "2.10.0"}, "2.9, 2.10"), ({}, "none: see whether pip reaches its index")],
)
def test_a_torch_that_pypi_lacks_is_refused_with_those_that_it_has(script, available, listed):
    with pytest.raises(UserError) as error:
        script.wanted(["9.9"], available, [])
    assert str(error.value) == f"error: PyPI has no Torch 9.9 for Python 3.11 on x86_64-linux\n  it has {listed}"


def test_a_limit_of_pips_settings_is_named_as_a_possible_reason(script, monkeypatch):
    def lock(*_):
        raise UserError("pip finds no wheels for torch===2.16.0 on x86_64", "ERROR: Cannot install torch===2.16.0")

    monkeypatch.setattr(script, "lock", lock)
    with pytest.raises(UserError) as error:
        script.pins_of("2.16.0", "x86_64-linux")
    assert str(error.value).splitlines() == [
        "error: pip finds no wheels for torch===2.16.0 on x86_64",
        "  ERROR: Cannot install torch===2.16.0",
        "  if pip's settings on this machine limit Torch's version (`pip config list`: constraint), they decide",
    ]


@pytest.mark.parametrize(
    "header, standard",
    [
        ("#if !defined(_MSC_VER) && __cplusplus < 202002L", 20),
        ("#if !defined(_MSC_VER) && __cplusplus < 201703L", 17),
        ("#if __cplusplus < 201402L", 17),
        ("#pragma once", 17),
    ],
)
def test_the_standard_is_what_the_header_asks_for_and_17_at_least(script, header, standard):
    assert script.cxx_standard(header) == standard


def test_headers_with_the_id_of_the_ops_are_found(script):
    archive = zipfile.ZipFile(io.BytesIO(), "w")
    archive.writestr("torch/include/a.h", "#ifdef TORCH_EXTENSION_NAME")
    archive.writestr("torch/include/b.h", "#pragma once")
    archive.writestr("torch/utils/c.py", "TORCH_EXTENSION_NAME")
    assert script.quirks(archive) == ["torch/include/a.h"]


@pytest.mark.parametrize("torch, after", [("99.1", "2.14"), ("2.9", None), ("1.0", "")])
def test_a_row_is_put_in_order_and_an_old_one_stays(script, torch, after):
    changed = script.with_row(MATRIX, torch, "13.0")
    rows = re.findall(r'^    "([\d.]+)" = ', changed, re.M)
    assert rows == sorted(rows, key=script.number) and torch in rows
    if after is None:
        assert changed == MATRIX
    else:
        assert f'\n    "{torch}" = {{ cpu = true; cuda = [ "13.0" ]; }};\n' in changed
        assert len(changed) == len(MATRIX) + len(f'    "{torch}" = {{ cpu = true; cuda = [ "13.0" ]; }};\n')


def test_capabilities_are_nvccs_and_the_default_is_the_newest_cudas_without_what_is_gone(script):
    changed = script.with_capabilities(CAPABILITIES, "99.0", ["sm_80", "sm_121", "sm_100", "sm_90", "sm_130"])
    row = json.loads(changed)["99.0"]
    kept = ["8.0", "9.0", "10.0", "12.1+PTX"]
    assert row == {
        "toolkit": ["8.0", "9.0", "10.0", "12.1", "13.0"],
        "default": kept,
        "default-of-system": {"aarch64-linux": kept},
    }
    assert changed.startswith(CAPABILITIES[: CAPABILITIES.rindex("}\n}")]), "the other rows keep their form"


def test_the_readme_names_the_oldest_and_the_newest_torch(script):
    readme = (ROOT / "README.md").read_text()
    torches = sorted(json.loads((PKGS / "torch/releases.json").read_text()), key=script.number)
    assert f"for each Torch ({torches[0]} to {torches[-1]}) that" in readme
    assert "for each Torch (2.9 to 9.9) that" in script.with_torches(readme, ["2.9", "9.9"])


def test_a_list_is_wrapped_and_sorted(script):
    path = ROOT / "python/kernel_builder/builder/torch_namespaces.json"
    words = json.loads(path.read_text())
    assert script.wrapped([*reversed(words)]) == path.read_text()
