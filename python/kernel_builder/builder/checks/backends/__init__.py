"""One row per backend: the libraries that its kernels may need, its device code, and the checks that are its own."""

from kernel_builder.builder.checks.backends import cpu, cuda, metal, rocm, xpu
from kernel_builder.builder.checks.backends.row import Row

BACKENDS: dict[str, Row] = {
    "cpu": cpu.ROW,
    "cuda": cuda.ROW,
    "metal": metal.ROW,
    "rocm": rocm.ROW,
    "xpu": xpu.ROW,
}
