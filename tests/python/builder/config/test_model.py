import pytest

from kernel_builder.builder.config.model import KernelConfig

GENERAL = {"name": "small", "version": 1, "edition": 5, "license": "MIT", "backends": ["cpu", "cuda"]}


def config_of(**tables):
    return KernelConfig.model_validate({"general": GENERAL, **tables})


@pytest.mark.parametrize("name", ["torch", "torch-noarch", "tvm-ffi"])
def test_the_framework_is_the_table_in_build_toml(name):
    config = config_of(**{name: {} if name == "torch-noarch" else {"src": []}})
    assert config.framework == (name, config.framework_table(name))
    others = {"torch", "torch-noarch", "tvm-ffi"} - {name}
    assert [config.framework_table(other) for other in others] == [None, None]


@pytest.mark.parametrize(
    "given, oldest",
    [
        ({}, {}),
        ({"stable-abi": "2.11"}, {"cpu": "2.11", "cuda": "2.11"}),
        ({"stable-abi": {"cuda": "2.10"}}, {"cuda": "2.10"}),
    ],
)
def test_the_stable_abi_is_for_all_backends_or_for_some(given, oldest):
    assert config_of(torch={"src": [], **given}).stable_abi() == oldest


@pytest.mark.parametrize(
    "backend, packages",
    [
        (None, ["einops", "tvm-ffi"]),
        ("cpu", ["einops", "tvm-ffi"]),
        ("cuda", ["einops", "nvidia-cutlass-dsl", "tvm-ffi"]),
    ],
)
def test_python_packages_are_those_of_all_backends_and_of_the_backend(backend, packages):
    cuda = {"python-depends": ["nvidia-cutlass-dsl"]}
    config = config_of(general={**GENERAL, "python-depends": ["einops"], "cuda": cuda}, **{"tvm-ffi": {"src": []}})
    assert config.python_depends(backend) == packages
