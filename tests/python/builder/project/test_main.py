import os
import pathlib
import subprocess
import sys

PYTHON = pathlib.Path(__file__).resolve().parents[4] / "python"
COMMAND = [sys.executable, "-m", "kernel_builder.builder.project"]


def run(folder):
    environment = {**os.environ, "PYTHONPATH": f"{PYTHON}:{os.environ.get('PYTHONPATH', '')}"}
    return subprocess.run([*COMMAND, str(folder)], env=environment, capture_output=True, text=True)


def test_the_files_are_written_and_replace_those_of_a_person(kernel):
    (kernel / "CMakeLists.txt").write_text("# mine\n")
    assert run(kernel).returncode == 0
    assert "kernel-builder" in (kernel / "CMakeLists.txt").read_text()


def test_a_wrong_config_ends_with_a_message(kernel):
    (kernel / "build.toml").unlink()
    result = run(kernel)
    assert result.returncode == 1 and "Traceback" not in result.stderr and "build.toml" in result.stderr
