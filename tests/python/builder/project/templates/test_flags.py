"""The compiler gets exactly the words of each list of flags. A stand-in runs in its place and records its arguments."""

import os
import pathlib
import random
import string
import subprocess

import pytest

from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.project.backends.clang_flags import translate
from kernel_builder.builder.project.files import project_files
from kernel_builder.builder.project.write import write_project_files

HERE = pathlib.Path(__file__).resolve().parent
STAND_INS = HERE / "stand_ins"
# The flag that shows where the flags of build.toml belong.
SENTINEL = "-DSENTINEL"
# Backend → the key of its own flags and the source that takes them.
DEVICE = {
    "cpu": (None, None),
    "cuda": ("cuda_flags", "one.cu"),
    "rocm": ("hip_flags", "one.hip"),
    "xpu": ("sycl_flags", "one.cpp"),
}
GENERATORS = ["Ninja", "Unix Makefiles"]
# Lists of flags per kernel and run. Make starts several processes for each kernel.
KERNELS = {"Ninja": 250, "Unix Makefiles": 60}
SPECIAL = r"""$<>{}()[];,'"`\#%@!&|*?~= ^:"""
WORDS = ["-D", "A=1", "-include", "a.h", "b.h", "-Xptxas", "-v", "-O2", "-DPAIR={40,2}", "<", ">", "|", "&&", "2>&1"]
WORDS += ["$<1:x>", "${HOME}", "$$", "\\;", "a;b", ";", "]", "[[", "]]", "]=]", "$<SEMICOLON>", "@file", "SHELL:-a -b"]


def any_word(generator):
    """One word: a known one, or characters that CMake, Ninja, Make or a shell could change."""
    if generator.random() < 0.4:
        return generator.choice(WORDS)
    return "".join(generator.choices(SPECIAL + string.ascii_letters, k=generator.randint(1, 12)))


def flag_list(generator, prefix=""):
    """Words, some of them more than once. Without a prefix, each may be anything."""
    words = [prefix + any_word(generator) for _ in range(generator.randint(1, 8))]
    return words + generator.choices(words, k=generator.randint(0, 3))


def write_kernel(folder, backend, count):
    """A kernel with `count` tables [kernel.*] that compile the same sources."""
    own, source = DEVICE[backend]
    sources = sorted({"one.cpp", source or "one.cpp"})
    for file in [*sources, "binding.cpp", "torch-ext/flags/__init__.py"]:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).touch()
    tables = "".join(
        f'[kernel.k{number}]\nbackend = "{backend}"\ndepends = []\nsrc = {sources}\n' for number in range(count)
    )
    (folder / "build.toml").write_text(
        '[general]\nname = "flags"\nversion = 1\nedition = 5\nlicense = "Apache-2.0"\n'
        f'backends = ["{backend}"]\n[torch]\nsrc = ["binding.cpp"]\n{tables}'
    )


def record(folder, backend, generator, compiler_id, stand_ins):
    """Run CMake and the build; returns file of an object → the words that its compiler got."""
    stand_in = STAND_INS / "compiler.sh"
    environment = {**os.environ, "PATH": f"{stand_ins}/bin:{os.environ['PATH']}"}
    for name in ("CXX", "KERNEL_BACKEND", "KERNEL_VARIANT"):
        environment.pop(name, None)
    options = [
        f"-DKERNEL_BACKEND={backend}",
        f"-DTORCH_DIR={stand_ins}/torch",
        f"-DCMAKE_MODULE_PATH={STAND_INS}/modules",
        f"-DSTAND_IN={stand_in}",
        f"-DSTAND_IN_ID={compiler_id}",
        *(f"-DCMAKE_CXX_{kind}_LAUNCHER={stand_in}" for kind in ("COMPILER", "LINKER")),
        *(f"-DLIBRARY_{name}={stand_ins}/lib.so" for name in ("cudart", "amdhip64")),
    ]
    for command in (["cmake", f"-G{generator}", "-B", "build-ext", *options], ["cmake", "--build", "build-ext", "-j4"]):
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    objects = folder / "build-ext/CMakeFiles"
    return {
        f"{path.relative_to(objects).parts[0].removesuffix('.dir')}/{path.stem}": path.read_text().split("\0")[:-1]
        for path in objects.rglob("*.o")
    }


# A hipify that changes nothing.
HIPIFY = """\
import types


def hipify(extra_files, **_):
    return {file: types.SimpleNamespace(hipified_path=None) for file in extra_files}
"""


@pytest.fixture
def torch(tmp_path):
    """The folder of a Torch with a version and a hipify, of an icpx, and of a library."""
    (tmp_path / "torch/utils/hipify").mkdir(parents=True)
    (tmp_path / "torch/utils/hipify/__init__.py").touch()
    (tmp_path / "torch/utils/hipify/hipify_python.py").write_text(HIPIFY)
    (tmp_path / "torch/version.py").write_text("__version__ = '2.11.0+cpu'\n")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/icpx").write_text('#!/bin/sh\nexec g++ "$@"\n')
    (tmp_path / "bin/icpx").chmod(0o755)
    (tmp_path / "lib.so").touch()
    return tmp_path


def expected_flags(backend, compiler_id, kernel, file):
    """The words of build.toml that the compiler of a source gets, in order."""
    own, source = DEVICE[backend]
    flags = list(kernel.cxx_flags) if file == "one.cpp" else []
    if own and file == source:
        device = getattr(kernel, own)
        flags += translate(device).words if compiler_id == "Clang" and backend == "cuda" else device
    return flags


@pytest.mark.parametrize("generator", GENERATORS)
@pytest.mark.parametrize(
    "backend, compiler_id",
    [("cpu", ""), ("cuda", "NVIDIA"), ("cuda", "Clang"), ("rocm", "Clang"), ("xpu", "")],
)
def test_the_compiler_gets_exactly_the_words_of_each_list(tmp_path, torch, backend, compiler_id, generator):
    """The first kernel has one flag, which shows where the flags of the others belong."""
    randomly = random.Random(f"{backend} {compiler_id} {generator}")
    folder, own = tmp_path / "kernel", DEVICE[backend][0]
    write_kernel(folder, backend, KERNELS[generator])
    config = read_config(folder)
    # clang's flags are translated from nvcc's, which are known flags.
    prefix = "-D" if backend == "cuda" and compiler_id == "Clang" else ""
    for number, kernel in enumerate(config.kernel.values()):
        kernel.cxx_flags = flag_list(randomly) if number else [SENTINEL]
        if own:
            first = [] if DEVICE[backend][1] == "one.cpp" else [SENTINEL]
            setattr(kernel, own, flag_list(randomly, prefix) if number else first)
    table = config.framework[1]
    table.cxx_flags = flag_list(randomly)
    write_project_files(folder, project_files(config), force=False)
    recorded = record(folder, backend, generator, compiler_id, torch)
    for file in {"one.cpp", DEVICE[backend][1] or "one.cpp"}:
        words = recorded[f"kernel_k0/{file}"]
        position = words.index(SENTINEL)
        for name, kernel in config.kernel.items():
            expected = [word.replace("kernel_k0.", f"kernel_{name}.") for word in words]
            expected[position : position + 1] = expected_flags(backend, compiler_id, kernel, file)
            assert recorded[f"kernel_{name}/{file}"] == expected
    binding = recorded[f"_flags_{backend}_dev/binding.cpp"]
    assert any(binding[start:][: len(table.cxx_flags)] == table.cxx_flags for start in range(len(binding)))


def test_flags_of_two_kernels_with_the_same_source_stay_apart(tmp_path, torch):
    folder = tmp_path / "kernel"
    write_kernel(folder, "cpu", 2)
    config = read_config(folder)
    for name, kernel in config.kernel.items():
        kernel.cxx_flags = [f"-DNAME={name}"]
    write_project_files(folder, project_files(config), force=False)
    recorded = record(folder, "cpu", "Ninja", "", torch)
    for name in config.kernel:
        assert [word for word in recorded[f"kernel_{name}/one.cpp"] if word.startswith("-DNAME")] == [f"-DNAME={name}"]


def test_a_flag_may_name_a_file_in_the_kernels_folder(tmp_path, torch):
    """Without flags, the folder is not searched."""
    folder = tmp_path / "kernel"
    write_kernel(folder, "cpu", 2)
    config = read_config(folder)
    config.kernel["k0"].cxx_flags = ["-include", "src/a.h"]
    write_project_files(folder, project_files(config), force=False)
    recorded = record(folder, "cpu", "Ninja", "", torch)
    assert f"-I{folder}" in recorded["kernel_k0/one.cpp"]
    assert f"-I{folder}" not in recorded["kernel_k1/one.cpp"]


@pytest.mark.parametrize(
    "second, shared",
    [
        ("template __global__ void fill<int>(int *);", True),
        ("#define FILL(T) template __global__ void fill<T>(T *);", True),
        ("template <typename T> __global__ void fill(T *p) {}", False),
        ("// A template is in the other source.", False),
    ],
)
def test_nvcc_13_shares_a_template_that_one_source_instantiates_for_others(tmp_path, torch, second, shared):
    folder = tmp_path / "kernel"
    write_kernel(folder, "cuda", 1)
    for file, text in {"two.cu": second, "three.cu": ""}.items():
        (folder / file).write_text(text)
    config = read_config(folder)
    config.kernel["k0"].src = ["two.cu", "three.cu"]
    write_project_files(folder, project_files(config), force=False)
    recorded = record(folder, "cuda", "Ninja", "NVIDIA", torch)
    for file in ("two.cu", "three.cu"):
        assert ("-static-global-template-stub=false" in recorded[f"kernel_k0/{file}"]) == shared
