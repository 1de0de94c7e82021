"""CPU: the libraries in libraries.json, and no device code."""

from kernel_builder.builder.checks.backends.row import Row, library_patterns

ROW = Row(libraries=library_patterns("cpu"))
