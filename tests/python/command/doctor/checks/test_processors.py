import os

import pytest

from kernel_builder.command.doctor.checks import processors
from kernel_builder.command.doctor.row import Row


@pytest.fixture
def cores(monkeypatch):
    return lambda count: monkeypatch.setattr(os, "sched_getaffinity", lambda process: set(range(count)))


def test_a_large_machine(stage, cores):
    cores(64)
    stage.file("proc/meminfo", "MemTotal:       500000000 kB\n")
    stage.nix(max_jobs="64", cores="0")
    value = "64 cores, 512 GB; Nix: max-jobs = 64, cores = 0 (all)"
    assert processors.check(stage.machine()) == Row("cores, memory", "ok", value)


def test_a_container_has_the_memory_of_its_limit(stage, cores):
    cores(8)
    stage.file("proc/meminfo", "MemTotal:       64000000 kB\n")
    stage.file("sys/fs/cgroup/memory.max", "4000000000\n")
    assert processors.check(stage.machine()) == Row(
        "cores, memory",
        "note",
        "8 cores, 4 GB",
        "8 compilers at a time may need more than 4.0 GB of memory",
        "kernel-builder build --max-jobs 1 --cores 4",
    )


def test_settings_that_fit_the_memory_are_no_problem(stage, cores):
    cores(8)
    stage.file("proc/meminfo", "MemTotal:       4000000 kB\n")
    stage.nix(max_jobs="1", cores="2")
    value = "8 cores, 4 GB; Nix: max-jobs = 1, cores = 2"
    assert processors.check(stage.machine()) == Row("cores, memory", "ok", value)


def test_memory_without_a_limit_or_without_a_size(stage, cores):
    cores(2)
    assert processors.check(stage.machine()) == Row("cores, memory", "ok", "2 cores, 0 GB")
    stage.file("proc/meminfo", "MemTotal:       4000000 kB\n")
    stage.file("sys/fs/cgroup/memory.max", "max\n")
    assert processors.check(stage.machine()) == Row("cores, memory", "ok", "2 cores, 4 GB")
