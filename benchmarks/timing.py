"""Measure the time of calls on a GPU."""

import torch


def seconds(function, runs=20, calls=10):
    """The time of one call in seconds: the median of several runs, after two runs to warm up.

    A run queues several calls, so that the GPU does not wait between two calls.
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
