"""How the benchmarks here time what runs on a GPU."""

import torch


def seconds(function, runs=20, calls=10):
    """The time of a call: the median of several timings, after two to warm up.

    Each is of calls that are queued behind one another, so that the GPU does not wait for the next in between.
    """
    times = []
    for run in range(runs + 2):
        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        start.record()
        for _ in range(calls):
            function()
        end.record()
        end.synchronize()
        if run >= 2:
            times.append(start.elapsed_time(end) / 1e3 / calls)
    return sorted(times)[runs // 2]
