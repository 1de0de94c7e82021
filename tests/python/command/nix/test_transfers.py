import io

import pytest

from kernel_builder.command.nix.transfers import INTERVAL, Bars, Lines, amount, short_name


@pytest.mark.parametrize(
    "size, text", [(0, "0 kB"), (4096, "4 kB"), (1_500_000, "2 MB"), (530_000_000, "530 MB"), (3_480_000_000, "3.5 GB")]
)
def test_bytes_are_in_units_of_1000(size, text):
    assert amount(size) == text


@pytest.mark.parametrize(
    "name, text",
    [
        ("torch-2.13.0+cpu-cp311-cp311-manylinux_2_28_x86_64.whl", "torch-2.13.0+cpu"),
        ("debian-12-gdb", "debian-12-gdb"),
    ],
)
def test_a_wheel_is_called_by_its_distribution_and_version(name, text):
    assert short_name(name) == text


def test_in_a_pipe_a_download_has_a_line_every_few_seconds():
    stream, times = io.StringIO(), iter([0.0, 1.0, INTERVAL, INTERVAL + 1, 2 * INTERVAL])
    lines = Lines(stream, lambda: next(times))
    for arrived in (0, 10, 50, 60, 100):
        lines.progress(1, "a-1-py3-none-any.whl", arrived * 10**6, 200 * 10**6)
    assert stream.getvalue().splitlines() == [
        "fetching a-1: 50 MB of 200 MB, 10 MB/s, 15 s left",
        "fetching a-1: 100 MB of 200 MB, 10 MB/s, 10 s left",
    ]


def test_a_download_that_stands_still_has_no_time_left():
    stream, times = io.StringIO(), iter([0.0, INTERVAL])
    lines = Lines(stream, lambda: next(times))
    for _ in range(2):
        lines.progress(1, "a", 10**6, 10**7)
    assert stream.getvalue() == "fetching a: 1 MB of 10 MB, 0 kB/s\n"


def test_on_a_terminal_a_download_is_a_bar_with_bytes_rate_and_time_left_and_nothing_stays():
    stream = io.StringIO()
    bars = Bars(stream)
    bars.status("1 of 2 built")
    bars.progress(1, "a-1-py3-none-any.whl", 0, 200 * 10**6)
    bars.bars[1].start_t -= 10
    bars.progress(1, "a-1-py3-none-any.whl", 100 * 10**6, 200 * 10**6)
    bars.print("a line")
    bars.end(1)
    bars.end(7)
    bars.close()
    shown = stream.getvalue()
    assert "1 of 2 built" in shown and "a line\n" in shown
    for part in ("a-1 ", "50%", "100M of 200M", "MB/s", "left"):
        assert part in shown, part
    assert shown.rpartition("\r")[0].rpartition("\r")[2].strip() == ""
