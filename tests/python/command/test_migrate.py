import pytest
import tomli
from click.testing import CliRunner

from kernel_builder.builder.config.model import Build
from kernel_builder.builder.errors import ConfigError
from kernel_builder.command.main import cli
from kernel_builder.command.migrate import migrate

EDITION_1 = """# a comment that stays
[torch]
name = "relu"
src = ["b.cpp"] # and this one

[kernel.act]
language = "cuda-hipify"
capabilities = ["8.0"]
src = ["a.cu"]
depends = ["torch"]
"""
EDITION_2 = """[general]
name = "relu"
universal = true

[torch]
pyext = ["py"]
"""
EDITION_3 = """[general]
name = "relu"
backends = ["cpu"]

[torch]
src = ["b.cpp"]
"""
EDITION_4 = EDITION_3.replace("[torch]", 'version = 2\nlicense = "MIT"\n\n[torch]')


@pytest.mark.parametrize("text", [EDITION_1, EDITION_2, EDITION_3, EDITION_4], ids=["1", "2", "3", "4"])
def test_each_older_edition_becomes_the_present_one(text):
    migrated, said = migrate(text, "Apache-2.0")
    Build.model_validate(tomli.loads(migrated))
    assert said and migrate(migrated, None) == (migrated, [])
    assert [line for line in text.splitlines() if "#" in line] == [
        line for line in migrated.splitlines() if "#" in line
    ]


def test_one_that_was_hipified_has_a_kernel_for_rocm():
    kernels = tomli.loads(migrate(EDITION_1, "MIT")[0])["kernel"]
    assert {name: kernel["backend"] for name, kernel in kernels.items()} == {"act": "cuda", "act-rocm": "rocm"}
    assert "cuda-capabilities" in kernels["act"] and "cuda-capabilities" not in kernels["act-rocm"]


def test_one_in_python_alone_is_for_no_architecture():
    document = tomli.loads(migrate(EDITION_2, "MIT")[0])
    assert document["torch-noarch"] == {"pyext": ["py"]} and "torch" not in document


def test_a_license_is_not_made_up():
    with pytest.raises(ConfigError, match="license: missing"):
        migrate(EDITION_3, None)


def test_a_newer_edition_is_refused():
    with pytest.raises(ConfigError, match="general.edition: 6 is not known here"):
        migrate("[general]\nedition = 6\n", None)


def test_the_command_writes_and_says_what_changed(tmp_path):
    file = tmp_path / "build.toml"
    file.write_text(EDITION_4)
    dry = CliRunner().invoke(cli, ["update-build", str(tmp_path), "--dry-run"])
    assert dry.output == "general.edition = 5\n" and file.read_text() == EDITION_4
    done = CliRunner().invoke(cli, ["update-build", str(tmp_path)])
    assert done.output.splitlines()[-1].startswith("wrote build.toml") and "edition = 5" in file.read_text()
    assert CliRunner().invoke(cli, ["update-build", str(tmp_path)]).output == "build.toml is of the present edition\n"
