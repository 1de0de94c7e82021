"""Sources and flags reach the compilers as build.toml lists them. Each library that the checks allow can be used."""

import json

from shared import CUDA_VARIANT, VARIANT, refusal


def test_sources_in_c_are_compiled_and_each_flag_arrives_as_it_is(build_report, copy_kernel):
    """The sources compile only with the flags of build.toml. The check `symbols` finds the function in C."""
    report = build_report(copy_kernel("sources"), VARIANT)
    assert report["loaded"] is True and "warnings" not in report


def test_a_flag_that_needs_a_device_link_is_refused_before_anything_is_compiled(build, kernel, change):
    change(kernel / "build.toml", '["cpu"]', '["cuda"]')
    with (kernel / "build.toml").open("a") as file:
        file.write('[kernel.k]\nbackend = "cuda"\ndepends = []\nsrc = ["k.cu"]\ncuda-flags = ["-rdc=true"]\n')
    (kernel / "k.cu").touch()
    failed = build(kernel, CUDA_VARIANT, check=False)
    assert failed.returncode == 1 and "Building" not in failed.stderr
    assert refusal(failed.stderr) == (
        "error: build.toml: kernel.k.cuda-flags: -rdc=true makes device code that must be linked on its own, and the "
        "build of a kernel has no such step\n"
        "  remove the flag, and define each device function in the source that calls it or in a header\n"
    )


def test_a_kernel_may_call_the_driver_and_each_library_of_torchs_wheels(build_report, copy_kernel):
    """It is loaded with a stub of the driver's library."""
    report = build_report(copy_kernel("driver-api"), CUDA_VARIANT)
    assert report["loaded"] is True
    libraries = report["checks"]["libraries"]
    assert all(name in libraries for name in ("libcuda.so.1", "libcufft.so.12", "libcusparseLt.so.0")), libraries
    assert "libcublas" not in libraries and json.dumps(report["checks"]["symbols"]).endswith('it links to"')
