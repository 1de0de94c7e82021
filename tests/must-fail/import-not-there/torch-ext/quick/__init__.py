from ._ops import ops

if ops:
    # Which of the imports a condition reaches is only known when it runs.
    import numpy_of_the_future
