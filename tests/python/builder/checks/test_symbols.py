import pytest

from kernel_builder.builder.checks import symbols


@pytest.fixture
def folder(tmp_path, compile_library):
    """A folder with a library for Torch's CPU part and one for its CUDA part."""
    folder = tmp_path / "libraries"
    folder.mkdir()
    compile_library(folder / "libtorch_cpu.so", "int on_the_cpu(void) { return 1; }", "-nostdlib")
    compile_library(folder / "libtorch_cuda.so", "int _ZN2at4cuda3runEv(void) { return 1; }", "-nostdlib")
    return folder


@pytest.fixture
def use(library, compile_library, folder):
    """Make the variant's library use a symbol."""

    def use(name, *flags):
        source = f"extern int {name}(void); int two(void) {{ return {name}(); }}"
        compile_library(library, source, "-nostdlib", "-Wl,--no-as-needed", f"-L{folder}", "-ltorch_cpu", *flags)

    return use


def refused_symbol(library, name, owner):
    return (
        f"error: {library.name}: it uses {name}, but no library that it links to defines {name}\n"
        f"  {owner}; it links to libtorch_cpu.so\n"
        "  use it only in sources for a backend that has it, or define it"
    )


def test_a_symbol_of_a_library_that_it_links_to_is_accepted(variant, folder, use):
    use("on_the_cpu")
    line = "1 symbols, all defined by the libraries that it links to"
    assert symbols.check(variant, folders=[str(folder)]) == line


def test_a_symbol_of_another_library_of_torch_is_refused(variant, library, folder, use, refusal):
    use("_ZN2at4cuda3runEv")
    message = refusal(symbols, variant, folders=[str(folder)])
    assert message == refused_symbol(library, "at::cuda::run()", "libtorch_cuda.so defines it")


def test_a_symbol_that_nothing_defines_is_refused(variant, library, folder, use, refusal):
    use("nowhere")
    message = refusal(symbols, variant, folders=[str(folder)])
    assert message == refused_symbol(library, "nowhere", "no library of Torch defines it")


def test_symbols_of_python_are_left_to_the_check_abi(variant, folder, use):
    use("PyModule_Create2")
    line = "1 symbols, all defined by the libraries that it links to"
    assert symbols.check(variant, folders=[str(folder)]) == line


def test_a_library_that_no_build_has_may_define_any_symbol(variant, folder, use, compile_library):
    compile_library(folder / "libcuda.so", "int x;", "-nostdlib", "-Wl,-soname,libcuda.so.1")
    use("of_the_driver", "-lcuda")
    line = "0 symbols, all defined by the libraries that it links to"
    assert symbols.check(variant, folders=[str(folder)]) == line
