import pytest
import tomli

from kernel_builder.builder.config import model
from kernel_builder.builder.errors import ConfigError
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
def test_each_older_edition_becomes_the_current_one(text):
    migrated, changes = migrate(text, "Apache-2.0")
    model.KernelConfig.model_validate(tomli.loads(migrated))
    assert changes and migrate(migrated, None) == (migrated, [])
    assert [line for line in text.splitlines() if "#" in line] == [
        line for line in migrated.splitlines() if "#" in line
    ]


def test_a_hipified_kernel_becomes_one_for_cuda_and_one_for_rocm():
    kernels = tomli.loads(migrate(EDITION_1, "MIT")[0])["kernel"]
    assert {name: kernel["backend"] for name, kernel in kernels.items()} == {"act": "cuda", "act-rocm": "rocm"}
    assert "cuda-capabilities" in kernels["act"] and "cuda-capabilities" not in kernels["act-rocm"]


def test_a_python_only_kernel_is_for_no_architecture():
    document = tomli.loads(migrate(EDITION_2, "MIT")[0])
    assert document["torch-noarch"] == {"pyext": ["py"]} and "torch" not in document


CHANGES = {
    "1": [
        "moved torch.name to general.name",
        "renamed kernel.act.capabilities to cuda-capabilities",
        'added kernel.act.backend = "cuda"',
        "added kernel.act-rocm, with the same sources",
        "added general.backends = ['cuda', 'rocm']: the backends of the kernels",
        "added general.version = 1: uploads go to the branch v1",
        'added general.license = "MIT"',
        "added general.edition = 5",
    ],
    "2": [
        "removed general.universal",
        "added general.backends = ['cuda', 'rocm', 'xpu']: remove those that the kernel cannot run on",
        "added [torch-noarch]: the kernel is Python-only",
        "added general.version = 1: uploads go to the branch v1",
        'added general.license = "MIT"',
        "added general.edition = 5",
    ],
    "3": [
        "added general.version = 1: uploads go to the branch v1",
        'added general.license = "MIT"',
        "added general.edition = 5",
    ],
    "4": ["added general.edition = 5"],
}


@pytest.mark.parametrize("edition, text", [("1", EDITION_1), ("2", EDITION_2), ("3", EDITION_3), ("4", EDITION_4)])
def test_each_change_is_a_line(edition, text):
    assert migrate(text, "MIT")[1] == CHANGES[edition]


def refusal(text, license=None):
    with pytest.raises(ConfigError) as caught:
        migrate(text, license)
    return str(caught.value)


def test_a_missing_license_is_an_error():
    assert refusal(EDITION_3) == (
        "error: build.toml: general.license: missing\n  pass an SPDX identifier, for example --license Apache-2.0"
    )


@pytest.mark.parametrize("edition", ["6", "0", '"five"'])
def test_an_unknown_edition_is_an_error(edition):
    value = edition.strip('"')
    assert refusal(f"[general]\nedition = {edition}\n") == (
        f"error: build.toml: general.edition: unknown edition {value}\n"
        "  this kernel-builder knows editions up to 5: correct the number, or update kernel-builder"
    )


def test_a_text_that_is_not_toml_is_an_error():
    assert refusal("a = \n").startswith("error: build.toml: ") and refusal("a = \n").endswith("\n  correct the line")


def test_a_general_that_is_no_table_is_an_error():
    assert refusal("general = 1\n") == (
        "error: build.toml: general: it is not a table\n  write [general] and its keys under it"
    )
