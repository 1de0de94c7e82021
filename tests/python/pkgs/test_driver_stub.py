"""The stub of the driver's library (pkgs/cuda/driver_stub.py)."""

import ctypes
import re
import subprocess

import pytest
from scripts import load_script

driver_stub = load_script("cuda/driver_stub.py")
HEADER = """\
#define CUDAAPI
typedef enum { CUDA_SUCCESS = 0 } CUresult;
#ifdef CUDA_API_PER_THREAD_DEFAULT_STREAM
#define cuLaunch cuLaunch_ptsz
#endif
#define cuMemAlloc cuMemAlloc_v2
CUresult CUDAAPI cuInit(unsigned int flags);
CUresult CUDAAPI cuLaunch(void);
CUresult CUDAAPI cuMemAlloc(void);
#ifdef __CUDA_API_VERSION_INTERNAL
#undef cuMemAlloc
CUresult CUDAAPI cuMemAlloc(void);
#endif
typedef CUresult (CUDAAPI *Callback)(void);
"""


@pytest.fixture
def include(tmp_path):
    (tmp_path / "cuda.h").write_text(HEADER)
    return tmp_path


def test_the_names_are_all_functions_that_the_header_declares(include):
    assert driver_stub.names("gcc", include) == ["cuInit", "cuLaunch", "cuLaunch_ptsz", "cuMemAlloc", "cuMemAlloc_v2"]


def test_each_function_says_that_the_library_is_a_stub(include, tmp_path):
    driver_stub.make("gcc", include, tmp_path / "stubs")
    library = ctypes.CDLL(str(tmp_path / "stubs/libcuda.so"))
    assert library.cuInit(0) == library.cuMemAlloc_v2() == 34
    dynamic = subprocess.run(
        ["readelf", "-d", tmp_path / "stubs/libcuda.so"], capture_output=True, text=True, check=True
    ).stdout
    assert re.search(r"\(SONAME\).*\[libcuda\.so\.1\]", dynamic) and "NEEDED" not in dynamic
