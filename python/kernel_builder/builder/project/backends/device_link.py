"""Flags of nvcc and clang for device code that must be linked on its own. The build of a kernel has no such step."""

from kernel_builder.builder.config.problem import Problem

# nvcc's flags by all their names ("CUDA Compiler Driver NVCC"), and clang's flag for HIP.
WITH_VALUE = ["rdc", "relocatable-device-code"]
REFUSED = ["dc", "device-c", "dlto", "dlink-time-opt", "fgpu-rdc"]


def _needing_a_link(flags: list[str]) -> list[str]:
    """The flags that need the step, each with its value if that is the next word."""
    needing = []
    for word, following in zip(flags, [*flags[1:], ""]):
        name, equals, value = word.lstrip("-").partition("=")
        if not word.startswith("-"):
            continue
        if name in WITH_VALUE and (value if equals else following) != "false":
            needing.append(word if equals else f"{word} {following}".rstrip())
        elif name in REFUSED:
            needing.append(word)
    return needing


def refuse_device_link(key: str, flags: list[str]) -> None:
    """Raise ConfigError if one of the flags of a key, `kernel.relu.cuda-flags`, needs a device link."""
    for flag in _needing_a_link(flags):
        raise Problem(
            key,
            f"{flag} makes device code that must be linked on its own, and the build of a kernel has no such step",
            "remove the flag, and define each device function in the source that calls it or in a header",
        ).error()
