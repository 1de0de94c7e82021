"""Faults while a kernel is built or copied: nothing incomplete is left in `build`, and the next run works."""

import os
import re
import shlex
import signal
import subprocess
import time

import pytest
from shared import VARIANT, as_root


@pytest.fixture
def new(quick):
    """A kernel that no earlier run has built."""
    source = quick / "binding.cpp"
    source.write_text(f"// {time.time_ns()}\n{source.read_text()}")
    return quick


@pytest.fixture
def start(command, new):
    """Start `build-and-copy` of the new kernel; returns the running process, whose group is its own."""

    def run():
        words = [*command, "build-and-copy", "--variant", VARIANT, str(new)]
        return subprocess.Popen(
            words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )

    return run


@pytest.fixture
def assert_complete(kernel_builder, new):
    """Fail unless `build` holds the variant alone, and the variant passes its checks."""

    def check():
        assert [path.name for path in (new / "build").iterdir()] == [VARIANT]
        kernel_builder("check-builds", new / "build")

    return check


def test_a_killed_build_leaves_nothing_and_the_next_run_works(start, new, assert_complete):
    running = start()
    assert any(re.search(r"building '.*quick-torch213", line) for line in running.stderr)
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    assert not (new / "build").exists()
    # Nix's builder ends a moment after Nix. Until then Nix cannot clear the builder's folder.
    for _ in range(5):
        again = start()
        output = again.communicate()
        if "Directory not empty" not in output[1]:
            break
        time.sleep(2)
    assert again.returncode == 0, output
    assert_complete()


def test_two_builds_of_a_kernel_at_the_same_time_both_succeed(start, assert_complete):
    processes = [start(), start()]
    outputs = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    assert_complete()


@as_root
def test_a_full_disk_leaves_the_folder_build_as_it_was(start, command, new, tmp_path):
    """The second copy of the variant does not fit on the disk of `build`; the first one stays."""
    process = start()
    output = process.communicate()
    assert process.returncode == 0, output
    build, kept = new / "build", tmp_path / "kept"
    script = f"""
        cp -r {build} {kept} && mount -t tmpfs -o size=40k tmpfs {build}
        cp -r {kept}/{VARIANT} {build}/ && head -c 1M /dev/zero >{build}/full 2>/dev/null
        {shlex.join([*command, "build-and-copy", "--variant", VARIANT, str(new)])}; echo "status $?"
        cmp {kept}/{VARIANT}/metadata.json {build}/{VARIANT}/metadata.json && echo same
        ls -A {build} | sort
    """
    process = subprocess.run(["unshare", "--mount", "bash", "-c", script], capture_output=True, text=True)
    assert f"{VARIANT}: cannot copy: " in process.stderr and "No space left on device" in process.stderr
    assert "Traceback" not in process.stderr
    assert process.stdout.splitlines()[-4:] == ["status 1", "same", "full", VARIANT], process.stdout
