import json
import pathlib

import pytest

from kernel_builder.builder.compile_commands import BINDING, STEM, collect, prepare, sources_of

GENERAL = {"name": "kk", "version": 1, "edition": 5, "license": "MIT", "backends": ["cuda"]}


def request(**changes):
    config = {"general": GENERAL, "torch": {}, "kernel": {"x": {"backend": "cuda", "depends": ["torch"]}}}
    record = {
        "config": config,
        "target": "kernel_x",
        "extensionFolder": "torch-ext",
        "endings": ["cpp", "cu"],
        "instantiates": False,
    }
    return {**record, **changes}


def test_each_ending_has_a_placeholder():
    assert sources_of(request()) == {f"{STEM}.cpp": "", f"{STEM}.cu": ""}


def test_an_instantiation_is_in_a_second_source_as_the_project_files_look_for_it():
    sources = sources_of(request(instantiates=True))
    assert len([name for name in sources if name.endswith(".cu")]) == 2
    assert any("template void" in text for text in sources.values())
    assert len(sources_of(request(instantiates=True, endings=["cpp"]))) == 1


def test_a_kernel_of_placeholders_has_the_project_files(tmp_path):
    prepare(request(), tmp_path)
    text = (tmp_path / "CMakeLists.txt").read_text()
    assert f"add_kernel(kernel_x {STEM}.cpp {STEM}.cu)" in text and f"add_kernel_library({BINDING})" in text
    assert {path.name for path in tmp_path.glob("kernel_builder_*")} == {f"{STEM}.cpp", f"{STEM}.cu", BINDING}


def test_a_binding_of_placeholders_has_no_kernels(tmp_path):
    config = {"general": {**GENERAL, "backends": ["cpu"]}, "torch": {"cxx-flags": ["-DA"]}, "kernel": {}}
    prepare(request(config=config, target=None, endings=["cc"]), tmp_path)
    assert f"add_kernel_library({STEM}.cc)" in (tmp_path / "CMakeLists.txt").read_text()


@pytest.fixture
def commands(tmp_path):
    """Collect the commands of a compile_commands.json; returns the folder of the results."""

    def run(entries, **changes):
        root = tmp_path / "source"
        (root / "build").mkdir(parents=True)
        (root / "torch-ext/cmake").mkdir(parents=True)
        for name in ("registration.h", "hipify_sources.py", "_ops.py.in"):
            (root / "torch-ext" / name).write_text(name)
        (root / "build/compile_commands.json").write_text(json.dumps([entry(root) for entry in entries]))
        collect(request(**changes), root, "/the/torch", tmp_path / "out")
        return tmp_path / "out"

    return run


def entry_of(compiled, flags=""):
    def entry(root: pathlib.Path):
        name = pathlib.PurePosixPath(compiled).name
        return {
            "directory": f"{root}/build",
            "command": f"g++ -I/the/torch/include {flags} -o CMakeFiles/kernel_x.dir/{name}.o -c {root}/{compiled}",
            "file": f"{root}/{compiled}",
            "output": f"{root}/build/CMakeFiles/kernel_x.dir/{name}.o",
        }

    return entry


def test_commands_name_placeholders_and_dollars_once(commands):
    out = commands([entry_of(f"{STEM}.cu", "-DA='$$x'"), entry_of(BINDING)])
    assert sorted(path.name for path in out.iterdir()) == ["command.cu", "compiled.cu", "files", "object.cu"]
    assert (out / "command.cu").read_text() == (
        "g++ -I@TORCH@/include -DA='$x' -o CMakeFiles/kernel_x.dir/@STEM@.cu.o -c @ROOT@/@STEM@.cu"
    )
    assert (out / "object.cu").read_text() == "build/CMakeFiles/kernel_x.dir/@STEM@.cu.o"
    assert (out / "compiled.cu").read_text() == "@STEM@.cu"
    assert {path.name for path in (out / "files/torch-ext").iterdir()} == {"registration.h", "hipify_sources.py"}


def test_a_hipified_source_belongs_to_the_ending_of_the_source_it_was_made_of(commands):
    out = commands([entry_of(f"build/hipified/{STEM}.hip"), entry_of(f"{STEM}.hip")], endings=["cu", "hip"])
    assert (out / "compiled.cu").read_text() == "build/hipified/@STEM@.hip"
    assert (out / "compiled.hip").read_text() == "@STEM@.hip"
