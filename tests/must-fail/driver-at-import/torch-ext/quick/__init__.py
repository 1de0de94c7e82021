from ._programs import double
