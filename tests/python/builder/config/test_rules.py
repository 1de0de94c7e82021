import sys

import pytest

from kernel_builder.builder.config.model import KernelConfig
from kernel_builder.builder.config.rules import RESERVED, depends_problems, framework_problems, name_problem

GENERAL = {"name": "small", "version": 1, "edition": 5, "license": "MIT", "backends": ["cpu"]}


def config_of(general=None, **tables):
    return KernelConfig.model_validate({"general": {**GENERAL, **(general or {})}, **tables})


@pytest.mark.parametrize(
    "tables, message, remedy",
    [
        ({}, "the file has none of [torch], [torch-noarch], [tvm-ffi]", "add the one that binds the kernel"),
        ({"torch": {}, "tvm-ffi": {"src": []}}, "the file has [torch] and [tvm-ffi]", "keep one of them"),
    ],
)
def test_a_file_has_one_framework(tables, message, remedy):
    assert [problem[:3] for problem in framework_problems(config_of(**tables))] == [("", message, remedy)]
    assert framework_problems(config_of(torch={})) == []


@pytest.mark.parametrize(
    "name, hidden",
    [("random", "Python's own module `random`"), ("hf-xet", "the package `hf_xet` of the shells")],
)
def test_a_name_that_hides_a_module_is_refused(name, hidden):
    module = name.replace("-", "_")
    message, remedy = (
        f'the Python module "{module}" would hide {hidden}',
        f"rename the kernel, for example to `{name}-kernel`",
    )
    assert [problem[:3] for problem in name_problem(name)] == [("general.name", message, remedy)]
    assert name_problem("relu") == []


def test_each_public_module_of_python_is_reserved():
    assert [
        name
        for name in sys.stdlib_module_names
        if name.islower() and name[0] != "_" and len(name) > 1
        if name not in RESERVED
    ] == []


@pytest.mark.parametrize("table", ["", "cuda", "neuron", "xpu"])
@pytest.mark.parametrize(
    "named, message",
    [
        ({}, "`version` or `revision` is missing"),
        ({"version": 1, "revision": "v1"}, "`version` and `revision` exclude each other"),
    ],
)
def test_another_kernel_has_a_version_or_a_revision(table, named, message):
    right = {"repo-id": "a/b", "revision": "v1"}
    listed = {"kernel-depends": [right, {"repo-id": "a/b", **named}]}
    path = f"general.{table}" if table else "general"
    config = config_of({table: listed} if table else listed)
    remedy = 'write { repo-id = "owner/name", version = 1 }, or `revision` instead of `version`'
    assert [problem[:3] for problem in depends_problems(config)] == [(f"{path}.kernel-depends[1]", message, remedy)]
