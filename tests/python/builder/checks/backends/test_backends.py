import json
from importlib import resources
from typing import get_args

from kernel_builder.builder.checks.backends import BACKENDS
from kernel_builder.builder.config.model import Backend


def test_each_backend_that_a_kernel_can_be_compiled_for_has_a_row():
    assert set(BACKENDS) == set(get_args(Backend)) - {"cann", "neuron", "tpu"}


def test_each_backend_has_its_libraries():
    text = (resources.files("kernel_builder.builder") / "libraries.json").read_text()
    assert set(BACKENDS) == set(json.loads(text))


def test_the_backends_whose_device_code_is_checked():
    assert [name for name, row in BACKENDS.items() if row.device_code] == ["cuda", "rocm", "xpu"]
