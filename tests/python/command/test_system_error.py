import errno
import os

import pytest

from kernel_builder.command.system_error import REMEDIES, system_error


@pytest.mark.parametrize("number", sorted(REMEDIES))
def test_the_file_the_reason_and_the_next_step_are_told(number):
    lines = str(system_error(OSError(number, os.strerror(number), "build/x"))).splitlines()
    assert lines[0] == f"error: build/x: {os.strerror(number)}" and len(lines) >= 2


def test_an_error_without_a_file_is_the_systems():
    assert str(system_error(OSError("odd"))) == "error: the system: odd"
    assert "no longer exists" in str(system_error(FileNotFoundError(errno.ENOENT, "No such file or directory")))
