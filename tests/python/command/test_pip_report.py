import json
import sys

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.pip_report import resolve, size_of, tags

PIP = """
import json, pathlib, sys
words = sys.argv[1:]
pathlib.Path({words!r}).write_text(json.dumps(words))
pathlib.Path(words[words.index("--report") + 1]).write_text('{{"install": [{{"metadata": {{"name": "a"}}}}]}}')
sys.stderr.write({stderr!r})
sys.exit({status})
"""


@pytest.fixture
def pip(tmp_path):
    """A stand-in for pip that writes its arguments to the file `words`."""

    def pip(stderr="", status=0):
        (tmp_path / "pip.py").write_text(PIP.format(words=str(tmp_path / "words"), stderr=stderr, status=status))
        return [sys.executable, str(tmp_path / "pip.py")]

    return pip


def values(words, flag):
    return [value for name, value in zip(words, words[1:]) if name == flag]


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_tags_are_of_python_3_11_on_debian_12(machine):
    words = tags(machine)
    platforms = values(words, "--platform")
    assert values(words, "--python-version") == ["3.11"] and values(words, "--abi") == ["cp311", "abi3", "none"]
    assert platforms[0] == f"manylinux_2_36_{machine}" and platforms[-1] == f"manylinux1_{machine}"
    assert f"manylinux_2_5_{machine}" in platforms and f"manylinux_2_4_{machine}" not in platforms


def test_the_report_lists_the_wheels_and_nothing_is_installed(pip, tmp_path):
    assert resolve("aarch64", ["a>=1", "--no-deps"], pip()) == [{"metadata": {"name": "a"}}]
    words = json.loads((tmp_path / "words").read_text())
    assert words[0] == "install" and words[-2:] == ["a>=1", "--no-deps"]
    assert "--dry-run" in words and values(words, "--only-binary") == [":all:"]
    assert "manylinux_2_28_aarch64" in words


def test_an_error_has_the_first_errors_of_pip(pip):
    stderr = "WARNING: old\nERROR: no version\nnoise\nERROR: no match\nERROR: 3\nERROR: 4\n"
    with pytest.raises(UserError) as caught:
        resolve("x86_64", ["a", "b"], pip(stderr, 1))
    assert str(caught.value) == (
        "error: pip finds no wheels for a b on x86_64\n  ERROR: no version\n  ERROR: no match\n  ERROR: 3"
    )


def test_an_error_without_a_message_has_the_status(pip):
    with pytest.raises(UserError) as caught:
        resolve("x86_64", ["a"], pip("killed\n", 9))
    assert str(caught.value) == (
        "error: pip finds no wheels for a on x86_64\n  pip ended with status 9 and printed no error"
    )


def test_the_size_of_a_file_is_asked_without_a_download(tmp_path):
    (tmp_path / "a.whl").write_bytes(bytes(1234))
    assert size_of(f"file://{tmp_path}/a.whl") == 1234
    assert size_of(f"file://{tmp_path}/none.whl") is None
    assert size_of("http://127.0.0.1:9/a.whl") is None
