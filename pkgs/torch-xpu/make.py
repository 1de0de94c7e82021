"""Make $out/torch, a Torch for XPU, from $torch, a Torch for CUDA: headers, libraries, and stubs for XPU."""

import os
import pathlib
import re
import sysconfig

import stubs
from declarations import declared

TORCH = pathlib.Path(os.environ["torch"])
OUT = pathlib.Path(os.environ["out"]) / "torch"
# Library → parts of the full names of what it declares, and the folders and files with the declarations.
LIBRARIES = {
    "libc10_xpu.so": (["c10::xpu"], ["c10/xpu", "c10/xpu/impl"]),
    "libtorch_xpu.so": (
        ["at::xpu", "XPUGenerator", "_xpu_", "_sycl_queue"],
        ["ATen/xpu", "torch/csrc/inductor/aoti_torch/c/shim_xpu.h"],
    ),
}
# A header that only PyTorch's build for XPU has: CMake writes it.
MACROS = "c10/xpu/impl/xpu_cmake_macros.h"


def make_headers():
    """Write include/: links to Torch's own headers, and the header that its wheel lacks."""
    (OUT / "include" / MACROS).parent.mkdir(parents=True)
    folder = pathlib.PurePosixPath(MACROS).parent
    for part in (folder, *folder.parents):
        for path in (TORCH / "include" / part).iterdir():
            target = OUT / "include" / part / path.name
            if not target.exists():
                target.symlink_to(path)
    (OUT / "include" / MACROS).write_text("#pragma once\n#define C10_XPU_BUILD_SHARED_LIBS\n")


def headers_of(parts):
    """The headers of a list of folders and files."""
    for part in parts:
        path = OUT / "include" / part
        yield from [part] if path.is_file() else sorted(f"{part}/{file.name}" for file in path.glob("*.h"))


def make_libraries():
    """Write lib/: links to Torch's own libraries, and stubs of the two libraries for XPU."""
    folder = OUT / "lib"
    folder.mkdir(parents=True)
    for name in ("libc10.so", "libtorch.so", "libtorch_cpu.so"):
        (folder / name).symlink_to(TORCH / "lib" / name)
    # Torch's OpenMP, see frameworks/torch.cmake.
    for path in TORCH.glob("lib/libgomp*"):
        (folder / path.name).symlink_to(path)
    include = [str(OUT / "include"), str(OUT / "include/torch/csrc/api/include"), sysconfig.get_path("include")]
    command = [os.environ["compiler"], "-std=c++17", *(word for path in include for word in ("-isystem", path))]
    for soname, (scopes, parts) in LIBRARIES.items():
        headers, symbols = [*headers_of(parts)], {}
        for scope in scopes:
            symbols.update(declared(command, headers, scope))
        print(f"{soname}: {len(symbols)} names")
        stubs.make(folder, soname, {"": symbols})


def main():
    make_headers()
    make_libraries()
    # Torch writes 20250301 for oneAPI 2025.3.1.
    year, release = os.environ["oneapi"].split(".")
    version = re.sub(r"(?m)^(xpu[^=]*= ).*", rf"\g<1>'{year}{release:0>2}00'", (TORCH / "version.py").read_text())
    (OUT / "version.py").write_text(re.sub(r"(?m)^(cuda[^=]*= ).*", r"\g<1>None", version))


main()
