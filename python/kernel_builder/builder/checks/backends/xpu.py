"""XPU: the libraries in libraries.json, and no device code that a check reads."""

from kernel_builder.builder.checks.backends.row import Row, library_patterns

ROW = Row(libraries=library_patterns("xpu"))
