import pytest

OUTSIDE = "is outside of the kernel's folder\n  move the file into it, and name it from there"


@pytest.mark.parametrize(
    "file, message",
    [
        ("a b.cpp", '"a b.cpp" does not exist\n  add the file (and `git add` it), or correct its name'),
        ("../x", f'"../x" {OUTSIDE}'),
        ("/etc/passwd", f'"/etc/passwd" {OUTSIDE}'),
        ("out/passwd", '"out/passwd" is behind a symbolic link\n  put the file itself there'),
        ("loop.cpp", '"loop.cpp" is behind a symbolic link\n  put the file itself there'),
    ],
)
@pytest.mark.parametrize(
    "tables, key",
    [
        ('[torch]\nsrc = ["binding.cpp", "%s"]', "torch.src[1]"),
        ('[torch]\nsrc = []\ninclude = ["%s"]', "torch.include[0]"),
        ('[tvm-ffi]\nsrc = ["%s"]', "tvm-ffi.src[0]"),
        ('[torch]\nsrc = []\n[kernel.a]\nbackend = "cpu"\ndepends = []\nsrc = ["%s"]', "kernel.a.src[0]"),
    ],
)
def test_a_file_must_exist_inside_of_the_folder(with_tables, errors_of, file, message, tables, key):
    folder = with_tables(tables % file)
    (folder / "loop.cpp").symlink_to("loop.cpp")
    (folder / "out").symlink_to("/etc")
    (error,) = errors_of(folder)
    assert error.split(": ", 2)[2] == f"{key}: {message}"


def test_a_kernel_needs_its_python_module(kernel, errors_of):
    (kernel / "torch-ext/small/__init__.py").unlink()
    assert errors_of(kernel) == [
        'error: build.toml:2: general.name: the Python module "torch-ext/small/__init__.py" does not exist\n'
        "  add it (and `git add` it)"
    ]


def test_a_module_on_the_tvm_ffi_has_a_folder_of_its_own(with_tables, errors_of):
    folder = with_tables('[tvm-ffi]\nsrc = ["binding.cpp"]')
    assert errors_of(folder) == []
    (folder / "torch-ext").rename(folder / "tvm-ffi-ext")
    assert errors_of(folder) == []
    (folder / "tvm-ffi-ext/small/__init__.py").unlink()
    assert errors_of(folder) == [
        'error: build.toml:2: general.name: the Python module "tvm-ffi-ext/small/__init__.py" does not exist\n'
        "  add it (and `git add` it)"
    ]


def test_the_place_for_older_loaders_must_be_free(kernel, errors_of):
    (kernel / "torch-ext/small/small").mkdir()
    assert errors_of(kernel) == [
        'error: build.toml:2: general.name: "torch-ext/small/small" is where older loaders look for the module itself\n'
        "  rename it"
    ]


HEADERS = ".h, .hh, .hpp, .hxx, .h++, .H, .cuh, .inc, .inl, .ipp, .tpp, .txx, .tcc, .impl, .def"
CPP = ".c, .cc, .cpp, .cxx, .c++, .C, .CPP"
KERNEL = '[torch]\nsrc = ["binding.cpp"]\n[kernel.a]\nbackend = "%s"\ndepends = []\nsrc = ["%s"]'


@pytest.mark.parametrize(
    "tables, file, key, place, sources",
    [
        ('[torch]\nsrc = ["%s"]', "a.cu", "torch.src[0]", "source of a binding", CPP),
        (KERNEL % ("cpu", "%s"), "a.cu", "kernel.a.src[0]", "source that cpu compiles", CPP),
        (KERNEL % ("cpu", "%s"), "a.txt", "kernel.a.src[0]", "source that cpu compiles", CPP),
        (KERNEL % ("cpu", "%s"), "cpp", "kernel.a.src[0]", "source that cpu compiles", CPP),
    ],
)
def test_a_source_is_compiled_or_a_header(with_tables, errors_of, tables, file, key, place, sources):
    folder = with_tables(tables % file)
    (folder / file).touch()
    (error,) = errors_of(folder)
    assert error.split(": ", 2)[2] == (
        f'{key}: "{file}" is no {place}, and no header\n'
        f"  sources here end in {sources}, and headers in {HEADERS}: "
        "move the file to a kernel of its backend, or remove it from the list"
    )


@pytest.mark.parametrize("file", ["a.c", "a.cc", "a.h", "a.cuh", "a.inl"])
def test_c_and_headers_are_accepted(with_tables, errors_of, file):
    folder = with_tables(KERNEL % ("cpu", file))
    (folder / file).touch()
    assert errors_of(folder) == []
