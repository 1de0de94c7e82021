"""The launcher that takes objects out of the store while a variant is linked (lib/objects/from-store.sh)."""

import os
import pathlib
import subprocess

import pytest

SCRIPT = pathlib.Path(__file__).resolve().parents[3] / "lib/objects/from-store.sh"
ID = "_k_cpu_1234567"


@pytest.fixture
def launch(tmp_path):
    """Call the launcher as Ninja does, for src/a b.cpp of a kernel; returns the finished process."""
    build = tmp_path / "source/build"
    (build / f"CMakeFiles/{ID}.dir").mkdir(parents=True)
    made = tmp_path / "object"
    made.mkdir()
    (made / "object.o").write_text("the object")
    (made / "command").write_text(
        "g++ -I@ROOT@/include -isystem @TORCH@/include -DNAME=kernel_builder_ops_id --threads=1 -o @OBJECT@"
        " -c @ROOT@/src/a b.cpp\n"
    )
    index = tmp_path / "index"
    index.write_text(f"\tkernel_builder_ops_id\tsrc/other.cpp\t/other\n\tkernel_builder_ops_id\tsrc/a b.cpp\t{made}\n")

    def run(*flags, source="src/a b.cpp"):
        root = tmp_path / "source"
        words = [f"-I{root}/include", "-isystem", "/the/torch/include", f"-DNAME={ID}", "--threads=8", *flags]
        target = f"CMakeFiles/{ID}.dir/a_b.cpp.o"
        words += ["-MD", "-MT", target, "-MF", f"{target}.d", "-o", target, "-c", f"{root}/{source}"]
        variables = {**os.environ, "objectIndex": str(index), "opsId": ID, "torchFolder": "/the/torch"}
        return subprocess.run(["bash", SCRIPT, "g++", *words], cwd=build, env=variables, capture_output=True, text=True)

    run.object = build / f"CMakeFiles/{ID}.dir/a_b.cpp.o"
    return run


def test_an_object_that_the_same_command_made_is_taken(launch):
    assert launch().returncode == 0 and launch.object.read_text() == "the object"


def test_an_object_that_another_command_made_is_refused_with_both_commands(launch):
    process = launch("-O3")
    assert process.returncode == 1 and not launch.object.exists()
    first, made, expected = process.stderr.splitlines()
    assert first.endswith("src/a b.cpp was made by another command than the project files give")
    assert "-O3" not in made and "-O3" in expected


def test_a_source_without_an_object_is_named(launch):
    process = launch(source="src/b.cpp")
    assert process.returncode == 1 and "no object was made for kernel_builder_ops_id\tsrc/b.cpp" in process.stderr
