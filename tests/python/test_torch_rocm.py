"""What Torch's names for CUDA become in a build for ROCm (pkgs/torch-rocm)."""

import importlib.util
import pathlib

import pytest

FOLDER = pathlib.Path(__file__).resolve().parent.parent.parent / "pkgs/torch-rocm"


@pytest.fixture(scope="module")
def names():
    spec = importlib.util.spec_from_file_location("names", FOLDER / "names.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    "name, expected",
    [
        ("_ZN3c104cuda20getCurrentCUDAStreamEa", "_ZN3c104cuda19getCurrentHIPStreamEa"),
        # A literal and a substitution hold digits that are no length.
        ("_Z1fILj4EEv10CUDAStreamS0_", "_Z1fILj4EEv9HIPStreamS0_"),
        ("_ZN2at10CUDAStream4CUDAEv", "_ZN2at9HIPStream4CUDAEv"),
        ("plain_10CUDAStream", "plain_10CUDAStream"),
    ],
)
def test_words_of_a_compiled_name_are_translated_with_their_lengths(names, name, expected):
    words = {"CUDAStream": "HIPStream", "getCurrentCUDAStream": "getCurrentHIPStream"}
    assert names.renamed(name, lambda word: words.get(word, word)) == expected
