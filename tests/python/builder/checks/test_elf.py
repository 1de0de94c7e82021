import pytest

from kernel_builder.builder.checks import elf
from kernel_builder.builder.errors import CheckError


def test_a_file_that_is_not_a_library_is_refused(tmp_path):
    file = tmp_path / "a.so"
    file.write_text("text")
    with pytest.raises(CheckError) as caught:
        elf.read(file)
    assert (
        str(caught.value) == "error: a.so: not an ELF library: Magic number does not match\n  build the variant again"
    )


def test_the_parts_that_checks_need_are_read(tmp_path, compile_library):
    source = "int puts(const char *); __attribute__((weak)) int maybe(void); int f(void) { return puts(0) + maybe(); }"
    compile_library(tmp_path / "a.so", source, "-Wl,-rpath,/opt", "-Wl,--enable-new-dtags")
    library = elf.read(tmp_path / "a.so")
    symbols = {symbol.name: symbol for symbol in library.undefined}
    assert library.machine in elf.MACHINES.values()
    assert library.needed == ["libc.so.6"] and library.runpath == "/opt"
    assert symbols["maybe"] == elf.Needed("maybe", None, None, weak=True)
    assert symbols["puts"].library == "libc.so.6" and symbols["puts"].version.startswith("GLIBC_2.")


def test_libraries_are_found_in_subfolders(tmp_path, compile_library):
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner/a.so.1").touch()
    (tmp_path / "b.so").touch()
    (tmp_path / "c.py").touch()
    assert elf.libraries(tmp_path) == [tmp_path / "b.so", tmp_path / "inner/a.so.1"]
