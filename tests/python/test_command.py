import pytest
from click.testing import CliRunner
from kernel_builder.main import cli
from kernel_builder.nix import Nix
from kernel_builder.errors import NixError


def run(*words):
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_each_command_has_help(command):
    result = run(command, "--help")
    assert result.exit_code == 0 and "Usage:" in result.output and len(result.output.splitlines()) > 4


def test_check_config_says_that_nothing_is_wrong(kernel):
    result = run("check-config", kernel)
    assert (result.exit_code, result.output) == (0, "build.toml: no problems\n")


def test_check_config_says_all_that_is_wrong(kernel):
    file = kernel / "build.toml"
    file.write_text(file.read_text().replace('"small"', '"Small"').replace('"cpu"', '"gpu"'))
    result = run("check-config", kernel)
    assert result.exit_code == 1
    assert "general.name" in result.output and "general.backends[0]" in result.output


def test_create_pyproject_writes_the_files(kernel):
    result = run("create-pyproject", kernel)
    assert result.exit_code == 0 and "wrote CMakeLists.txt" in result.output
    assert (kernel / "torch-ext/_ops.py.in").is_file()


def test_check_builds_without_a_build_says_how_to_make_one(tmp_path):
    result = run("check-builds", tmp_path)
    assert "no built variant is in it" in str(result.exception)


def test_a_folder_without_a_flake_is_named(tmp_path):
    with pytest.raises(NixError, match="flake.nix: not there"):
        Nix(tmp_path)


def test_without_nix_the_error_says_what_sets_it_up(kernel, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(NixError) as caught:
        Nix(kernel).evaluate("lib.variants")
    assert "Nix is not installed" in str(caught.value) and "install.sh" in str(caught.value)
