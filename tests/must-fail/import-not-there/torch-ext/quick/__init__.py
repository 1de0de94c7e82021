from ._ops import ops

if ops:
    # Only when the module runs is it known whether this import is reached.
    import numpy_of_the_future
