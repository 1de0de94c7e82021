import json
import pathlib

import pytest
from click.testing import CliRunner

from kernel_builder.builder.errors import NixError
from kernel_builder.command.main import cli
from kernel_builder.command.nix import Nix


def run(*words):
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_each_command_has_help(command):
    result = run(command, "--help")
    assert result.exit_code == 0 and "Usage:" in result.output and len(result.output.splitlines()) > 4


def test_the_reference_in_docs_is_what_the_commands_print():
    """`python -m kernel_builder.command.reference >docs/commands.md` renews it."""
    from kernel_builder.command.reference import reference

    assert (pathlib.Path(__file__).resolve().parents[2] / "docs/commands.md").read_text() == reference()


def test_check_config_says_that_nothing_is_wrong(kernel):
    result = run("check-config", kernel)
    assert (result.exit_code, result.output) == (0, "build.toml: no problems\n")


def test_check_config_says_all_that_is_wrong(kernel):
    file = kernel / "build.toml"
    file.write_text(file.read_text().replace('"small"', '"Small"').replace('"cpu"', '"gpu"'))
    result = run("check-config", kernel)
    assert result.exit_code == 1
    assert "build.toml:2: general.name: " in result.output and "build.toml:6: general.backends[0]: " in result.output


def test_check_config_says_file_line_key_value_and_remedy_for_a_script(kernel):
    file = kernel / "build.toml"
    file.write_text(file.read_text().replace("version = 1", 'version = "one"'))
    (problem,) = json.loads(run("check-config", kernel, "--json").output)
    assert (problem["path"], problem["line"], problem["value"]) == ("general.version", 3, '"one"') and problem["remedy"]
    assert (
        'build.toml:3: general.version: Input should be a valid integer, found "one"'
        in run("check-config", kernel).output
    )


def test_create_pyproject_writes_the_files(kernel):
    result = run("create-pyproject", kernel)
    assert result.exit_code == 0 and "wrote CMakeLists.txt" in result.output
    assert (kernel / "torch-ext/_ops.py.in").is_file()


def test_create_pyproject_only_says_what_it_would_write(kernel):
    result = run("create-pyproject", kernel, "--dry-run")
    assert result.exit_code == 0 and "would write CMakeLists.txt" in result.output
    assert not (kernel / "CMakeLists.txt").exists()
    (kernel / "setup.py").write_text("# mine\n")
    assert "setup.py exists and was not made by kernel-builder" in str(run("create-pyproject", kernel, "--dry-run").exception)


def test_a_name_that_nix_does_not_know_comes_with_how_to_get_a_package():
    from kernel_builder.command.nix import _error

    text = str(_error("error: undefined variable 'nunpy'\n\n       at /nix/store/x-source/flake.nix:9:40:\n"))
    assert text.splitlines()[0] == "error: undefined variable 'nunpy'"
    assert text.splitlines()[-1] == "  if it is a Python package: kernel-builder lock-python nunpy"


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


def test_clean_pyproject_removes_what_create_pyproject_wrote_and_nothing_else(kernel):
    before = sorted(path for path in kernel.rglob("*"))
    run("create-pyproject", kernel)
    (kernel / "setup.py").write_text("# mine\n")
    dry = run("clean-pyproject", kernel, "--dry-run")
    assert "would remove CMakeLists.txt" in dry.output and (kernel / "CMakeLists.txt").is_file()
    result = run("clean-pyproject", kernel)
    assert "kept setup.py: kernel-builder did not make it; -f removes it" in result.output
    assert sorted(path for path in kernel.rglob("*")) == sorted([*before, kernel / "setup.py"])
    assert "removed setup.py" in run("clean-pyproject", kernel, "-f").output


@pytest.fixture
def variant(tmp_path):
    folder = tmp_path / "build/torch213-cxx11-cpu-x86_64-linux"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "metadata.json").write_text('{"name": "a", "version": 1, "backend": {"type": "cpu"}}')
    return folder


def test_hash_prints_the_digest_of_each_file(variant):
    result = run("hash", variant.parent)
    assert result.output == (
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=  torch213-cxx11-cpu-x86_64-linux/__init__.py\n"
    )
    assert "47DEQpj8HBSa" in json.loads(run("hash", variant, "--json").output)[variant.name]["files"]["__init__.py"]


def test_hash_says_what_was_changed_after_the_build(variant):
    (variant / "metadata.json").write_text(
        json.dumps(
            {"name": "a", "version": 1, "backend": {"type": "cpu"}, "digest": {"files": {"__init__.py": "other"}}}
        )
    )
    result = run("hash", variant)
    assert result.exit_code == 1 and f"error: {variant.name}/__init__.py is not what metadata.json has" in result.output


@pytest.mark.parametrize("content", ["", "[]", "{}", "{", "\udcff"])
def test_a_metadata_json_that_is_none_is_said(variant, content):
    from kernel_builder.builder.errors import UserError

    (variant / "metadata.json").write_bytes(content.encode(errors="surrogateescape"))
    result = run("hash", variant)
    assert isinstance(result.exception, UserError) and "metadata.json: " in str(result.exception)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_are_for_each_shell(shell):
    result = run("completions", shell)
    assert result.exit_code == 0 and "_KERNEL_BUILDER_COMPLETE" in result.output


def test_a_variant_that_is_not_there_is_said():
    from kernel_builder.builder.errors import UserError
    from kernel_builder.command.plan import Plan

    plan = Plan(
        {"variants": [{"short": "a", "name": "a-x", "missing": None}, {"short": "b", "name": "b-x", "missing": "no y"}]}
    )
    assert plan.variant("a") == plan.variant("a-x") == "a-x" and plan.buildable() == ["a-x"]
    with pytest.raises(UserError, match="b-x cannot be built: no y"):
        plan.variant("b")
    with pytest.raises(UserError, match="the kernel has no variant c"):
        plan.variant("c")
