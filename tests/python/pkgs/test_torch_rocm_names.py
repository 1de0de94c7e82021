"""Names of Torch for CUDA in a build for ROCm (pkgs/torch-rocm/names.py)."""

import re
import types

import pytest
from scripts import load_script


@pytest.fixture(scope="module")
def names():
    return load_script("torch-rocm/names.py")


WORDS = {"CUDAStream": "HIPStream", "getCurrentCUDAStream": "getCurrentHIPStream"}


@pytest.mark.parametrize(
    "name, expected",
    [
        ("_ZN3c104cuda20getCurrentCUDAStreamEa", "_ZN3c104cuda19getCurrentHIPStreamEa"),
        # The digits of a literal or a substitution are not a length.
        ("_Z1fILj4EEv10CUDAStreamS0_", "_Z1fILj4EEv9HIPStreamS0_"),
        ("_ZN2at10CUDAStream4CUDAEv", "_ZN2at9HIPStream4CUDAEv"),
        ("plain_10CUDAStream", "plain_10CUDAStream"),
    ],
)
def test_words_of_a_mangled_name_are_translated_with_their_lengths(names, name, expected):
    assert names.renamed(name, lambda word: WORDS.get(word, word)) == expected


def any_of(words):
    return re.compile("|".join(words))


def hipify(words, **attributes):
    """A stand-in for hipify with this table of words."""
    return types.SimpleNamespace(PYTORCH_MAP=words, RE_PYTORCH_PREPROCESSOR=any_of(words), **attributes)


def test_types_of_the_runtime_are_not_translated_by_hipify(names):
    assert names.translation(hipify(WORDS), "torch")("cudaError") == "hipError_t"


def test_words_that_are_not_identifiers_stay(names):
    assert names.translation(hipify(WORDS), "torch")("10CUDAStream") == "10CUDAStream"


def test_c10_has_a_table_of_its_own_up_to_torch_2_10(names):
    words = {"CUDA": "HIP"}
    old = hipify(WORDS, CAFFE2_MAP=words, RE_CAFFE2_PREPROCESSOR=any_of(words))
    assert names.translation(old, "c10")("MyCUDAThing") == "MyHIPThing"
    assert names.translation(old, "torch")("MyCUDAThing") == "MyCUDAThing"
    assert names.translation(hipify(WORDS), "c10")("CUDAStream") == "HIPStream"
