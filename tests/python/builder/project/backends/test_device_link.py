"""Flags that need a device link are refused before anything is compiled."""

import pytest

from kernel_builder.builder.errors import ConfigError
from kernel_builder.builder.project.backends.device_link import refuse_device_link


@pytest.mark.parametrize(
    "flags, named",
    [
        (["-O3", "-rdc=true"], "-rdc=true"),
        (["-rdc", "true"], "-rdc true"),
        (["--relocatable-device-code=true"], "--relocatable-device-code=true"),
        (["-dc"], "-dc"),
        (["--device-c"], "--device-c"),
        (["-dlto"], "-dlto"),
        (["-fgpu-rdc"], "-fgpu-rdc"),
    ],
)
def test_a_flag_that_needs_a_device_link_is_refused_by_name(flags, named):
    with pytest.raises(ConfigError) as caught:
        refuse_device_link("kernel.relu.cuda-flags", flags)
    assert str(caught.value) == (
        f"error: build.toml: kernel.relu.cuda-flags: {named} makes device code that must be linked on its own, and the "
        "build of a kernel has no such step\n"
        "  remove the flag, and define each device function in the source that calls it or in a header"
    )


@pytest.mark.parametrize("flags", [[], ["-rdc=false"], ["-rdc", "false"], ["-D", "rdc"], ["-DC=dc"], ["dc"]])
def test_other_flags_are_taken(flags):
    refuse_device_link("kernel.relu.cuda-flags", flags)
