import pathlib
import subprocess
import sys

import pytest

from kernel_builder.builder.errors import NixError
from kernel_builder.command.nix.kernel import Nix, Rebuild


@pytest.fixture
def flake(tmp_path):
    folder = tmp_path / "flake"
    folder.mkdir()
    (folder / "flake.nix").write_text("{ }")
    return folder


def test_a_folder_without_a_flake_is_named(tmp_path):
    with pytest.raises(NixError) as caught:
        Nix(tmp_path)
    assert str(caught.value) == (
        f"error: {tmp_path}/flake.nix: no such file\n"
        "  run this in a kernel's folder, or name the folder as the argument"
    )


def test_an_attribute_is_evaluated_as_json(nix_program, flake):
    nix_program.evaluates("lib.variants", {"x": [1]})
    assert Nix(flake).evaluate("lib.variants") == {"x": [1]}
    assert nix_program.calls == [["nix", "eval", "--json", ".#lib.variants"]]
    assert nix_program.folders == [str(flake)]


def test_no_lock_file_is_written_for_an_input_by_path(nix_program, flake):
    (flake / "flake.nix").write_text('{ inputs.a.url = "path:../.."; }')
    nix_program.evaluates("a", 1)
    Nix(flake).evaluate("a")
    assert nix_program.calls == [["nix", "eval", "--json", "--no-write-lock-file", ".#a"]]


def test_a_failed_evaluation_is_an_error_with_the_message_of_nix(nix_program, flake):
    nix_program.answer("eval", stderr="trace\nerror: no such thing\n", status=1)
    with pytest.raises(NixError) as caught:
        Nix(flake).evaluate("a")
    assert str(caught.value) == "error: no such thing"


@pytest.mark.parametrize("status, succeeded", [(0, True), (1, False)])
def test_a_build_gets_the_options_of_the_user(nix_program, flake, status, succeeded):
    nix_program.answer("build", status=status)
    assert Nix(flake, ["--cores", "2"]).build(["/a.drv", "/b.drv"]) is succeeded
    words = ["nix", "build", "--no-link", "--cores", "2", "/a.drv", "/b.drv"]
    assert nix_program.calls[-2:] == [[*words, "--dry-run"], [*words, "--log-format", "internal-json"]]


def test_a_build_begins_with_one_line_about_its_fetches(flake, nix_program, tmp_path, monkeypatch, capfd):
    monkeypatch.setattr("kernel_builder.command.nix.kernel.planned", lambda dry_run: [dry_run])
    monkeypatch.setattr("kernel_builder.command.nix.kernel.describe", lambda fetches, machine: f"to fetch: {fetches}")
    nix_program.answer("build")
    Nix(flake).build(["/a.drv"])
    Nix(flake, ["--quiet"]).build(["/a.drv"])
    assert capfd.readouterr().err == "to fetch: ['']\n"


def test_errors_of_a_build_are_kept(flake, nix_program):
    nix_program.answer("build", stderr='@nix {"action":"msg","level":0,"msg":"error: disk full"}\n', status=1)
    nix = Nix(flake)
    assert not nix.build(["/a.drv"]) and nix.errors == ["error: disk full"]


def test_a_second_build_that_is_equal_has_no_other_result(nix_program, flake):
    nix_program.answer("--realise", stdout="/nix/store/0-a\n")
    assert Nix(flake).build_again("/a.drv") == Rebuild(pathlib.Path("/nix/store/0-a"), None)
    assert nix_program.calls == [["nix-store", "--realise", "--check", "--keep-failed", "/a.drv"]]


def test_a_second_build_that_differs_is_named_and_its_build_folder_removed(nix_program, flake, tmp_path):
    kept = tmp_path / "nix-build-a"
    kept.mkdir()
    nix_program.answer(
        "--realise",
        stderr=f"note: keeping build directory '{kept}'\nerror: derivation '/a.drv' may not be deterministic:"
        " output '/nix/store/0-a' differs from '/nix/store/0-a.check'\n",
        status=104,
    )
    rebuild = Nix(flake).build_again("/a.drv")
    assert rebuild == (pathlib.Path("/nix/store/0-a"), pathlib.Path("/nix/store/0-a.check"))
    assert not kept.exists()


def test_a_second_build_that_fails_is_an_error(nix_program, flake):
    nix_program.answer("--realise", stderr="error: builder for '/a.drv' failed\n", status=1)
    with pytest.raises(NixError) as caught:
        Nix(flake).build_again("/a.drv")
    assert str(caught.value) == "error: builder for '/a.drv' failed"


def test_the_log_has_lines_only_if_something_was_built(nix_program, flake):
    nix_program.answer("log /a.drv", stdout="one\ntwo\n")
    nix_program.answer("log /b.drv", stderr="error: build log of '/b.drv' is not available\n", status=1)
    assert (Nix(flake).log("/a.drv"), Nix(flake).log("/b.drv")) == (["one", "two"], [])


def test_a_command_runs_in_a_shell_in_the_folder_of_the_kernel(nix_program, flake):
    nix_program.answer("develop", status=3)
    assert Nix(flake).develop("/s.drv", ["python", "x.py"]) == 3
    assert nix_program.calls[-1] == ["nix", "develop", "/s.drv", "--command", "python", "x.py"]
    assert nix_program.folders[-1] == str(flake)


def test_the_parts_of_a_shell_are_built_before_it_is_opened(nix_program, flake, tmp_path):
    shell = tmp_path / "s.drv"
    shell.write_text('Derive([],[("/nix/store/a.drv",["out"])],["/nix/store/hook.sh"])')
    nix_program.answer("build", status=1)
    assert Nix(flake).develop(str(shell), ["true"]) == 1
    assert nix_program.calls[-1] == ["nix", "build", "--no-link", "/nix/store/a.drv", "--log-format", "internal-json"]
    with pytest.raises(NixError, match="a part of the shell could not be built"):
        Nix(flake).become_shell(str(shell), [])


@pytest.mark.parametrize("words", [[], ["bash", "-c", "true"]])
def test_the_process_becomes_the_shell(nix_program, flake, words):
    nix_program.answer("develop", stdout="in the shell\n", status=5)
    code = "import pathlib, sys; from kernel_builder.command.nix.kernel import Nix\n"
    code += "Nix(pathlib.Path(sys.argv[1])).become_shell('/s.drv', sys.argv[2:]); print('not here')"
    process = subprocess.run([sys.executable, "-c", code, flake, *words], capture_output=True, text=True)
    assert (process.returncode, process.stdout) == (5, "in the shell\n"), process.stderr
    assert nix_program.calls[-1] == ["nix", "develop", "/s.drv", *(["--command", *words] if words else [])]
    assert nix_program.folders[-1] == str(flake)


def test_a_cache_that_does_not_answer_is_told_once_and_asked_no_more(nix_program, flake, monkeypatch, capsys):
    from kernel_builder.command.doctor.nix_settings import Settings
    from kernel_builder.command.nix import events, kernel

    (nix_program.folder / "answers.json").write_text("[]")
    nix_program.answer("--version", stdout="nix (Nix) 2.8.0\n")
    silent = "disabling binary cache 'http://silent.test' for 60 seconds\n"
    nix_program.answer("--dry-run", stderr=silent * 2)
    nix_program.answer("build --no-link")
    settings = Settings({"substituters": "http://other.test http://silent.test/"}, "all")
    monkeypatch.setattr(kernel, "read_settings", lambda machine: settings)
    monkeypatch.setattr(events, "reported_caches", set())
    nix = Nix(flake)
    assert nix.build(["/nix/store/0-a.drv"]) and nix.build(["/nix/store/0-b.drv"])
    assert capsys.readouterr().err == "no answer from http://silent.test, going on without this binary cache\n"
    later = [call for call in nix_program.calls if "build" in call][1:]
    assert len(later) == 3 and all(call[3:6] == ["--option", "substituters", "http://other.test"] for call in later)
