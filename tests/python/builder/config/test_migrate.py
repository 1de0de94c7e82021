"""tests/python/command/test_migrate.py has the lines that update-build prints, and the text that it writes."""

import pytest

from kernel_builder.builder.config.migrate import is_older, migrate_table


@pytest.mark.parametrize(
    "document, older",
    [({}, True), ({"general": {}}, True), ({"general": {"edition": 5}}, False), ({"general": 1}, False)],
)
def test_a_file_without_an_edition_is_older(document, older):
    assert is_older(document) == older


def test_edition_4_gets_the_edition_only():
    document = {"general": {"name": "a", "version": 2, "license": "MIT", "backends": ["cpu"]}, "torch": {"src": []}}
    expected = {**document, "general": {**document["general"], "edition": 5}}
    assert (migrate_table(document), document) == ([], expected)


def test_a_value_of_a_wrong_type_stays():
    document = {"general": {}, "torch": 1, "kernel": {"a": 1}}
    migrate_table(document)
    assert document == {"general": {"backends": ["cpu"], "version": 1, "edition": 5}, "torch": 1, "kernel": {"a": 1}}


def test_a_hipified_kernel_becomes_two():
    document = {"kernel": {"a": {"language": "cuda-hipify", "capabilities": ["8.0"], "rocm-archs": ["gfx90a"]}}}
    migrate_table(document)
    assert document["kernel"] == {
        "a": {"cuda-capabilities": ["8.0"], "backend": "cuda"},
        "a-rocm": {"rocm-archs": ["gfx90a"], "backend": "rocm"},
    }
