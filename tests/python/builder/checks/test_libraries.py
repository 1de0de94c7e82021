from kernel_builder.builder.checks import libraries
from kernel_builder.builder.checks.backends import BACKENDS


def refused_library(library, name, backend="cpu"):
    return (
        f"error: {library.name}: it needs {name}, which not every installation of Torch has\n"
        "  link the library statically, or remove the dependency\n"
        f"  allowed: {', '.join([*libraries.ALLOWED, *BACKENDS[backend].libraries])}"
    )


def link_against(compile_library, library, folder, soname):
    """Link the variant's library against one that has nothing but a name."""
    compile_library(folder / soname, "int f(void) { return 1; }", f"-Wl,-soname,{soname}")
    compile_library(library, "int f(void); int g(void) { return f(); }", str(folder / soname))


def test_a_runpath_is_refused(variant, library, compile_library, refusal):
    compile_library(library, "int one;", "-Wl,-rpath,/opt/lib")
    assert refusal(libraries, variant) == (
        f"error: {library.name}: it has a RUNPATH, /opt/lib, and would look for libraries there\n  link without -rpath"
    )


def test_a_foreign_library_is_refused(variant, library, compile_library, refusal, tmp_path):
    link_against(compile_library, library, tmp_path, "libforeign.so.3")
    assert refusal(libraries, variant) == refused_library(library, "libforeign.so.3")


def test_a_library_of_a_backend_is_allowed_for_that_backend_only(
    variant, library, compile_library, refusal, seal, tmp_path
):
    link_against(compile_library, library, tmp_path, "libtorch_cuda.so")
    assert refusal(libraries, variant) == refused_library(library, "libtorch_cuda.so")
    seal(variant, backend="cuda")
    assert libraries.check(variant).startswith("needs ") and "libtorch_cuda.so" in libraries.check(variant)
    seal(variant, backend="rocm")
    assert refusal(libraries, variant) == refused_library(library, "libtorch_cuda.so", "rocm")
