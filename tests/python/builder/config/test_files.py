import pytest

OUTSIDE = "is outside of the kernel's folder\n  move the file into it"


@pytest.mark.parametrize(
    "file, message",
    [
        ("a b.cpp", '"a b.cpp" does not exist\n  add the file, or correct its name'),
        ("../x", f'"../x" {OUTSIDE}'),
        ("/etc/passwd", f'"/etc/passwd" {OUTSIDE}'),
        ("out/passwd", f'"out/passwd" {OUTSIDE}'),
        ("loop.cpp", '"loop.cpp" is a link that leads to itself\n  put the file there'),
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
        'error: build.toml:2: general.name: the Python module "torch-ext/small/__init__.py" does not exist\n  add it'
    ]


def test_the_place_for_older_loaders_must_be_free(kernel, errors_of):
    (kernel / "torch-ext/small/small").mkdir()
    assert errors_of(kernel) == [
        'error: build.toml:2: general.name: "torch-ext/small/small" is where older loaders look for the module itself\n'
        "  rename it"
    ]
