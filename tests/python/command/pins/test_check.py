import contextlib
import os
import pathlib
import sys

import pytest

from kernel_builder.command.doctor.machine import Machine
from kernel_builder.command.pins import check
from kernel_builder.command.pins.check import registries_of, report
from kernel_builder.command.pins.locks import DEBIAN, NVIDIA, PYPI, Pin

DEB = Pin(DEBIAN, "", "pool/main/r/rocm/a.deb", "a" * 64, 1, "pkgs/rocm/lock.json", "rocm")
WHEEL = Pin(PYPI, "torch", "torch-1+cpu.whl", "b" * 64, 1, "pkgs/torch/versions.json", "")
ARCHIVE = Pin(NVIDIA, "", "nvcc.tar.xz", "c" * 64, 0, "pkgs/cuda/toolkits.json", "")


def test_each_file_that_is_gone_has_a_line_with_what_renews_its_pin():
    assert report({DEB: "gone", WHEEL: "another file has its name now", ARCHIVE: ""}) == [
        "gone: pool/main/r/rocm/a.deb (pkgs/rocm/lock.json): nix run .#update-pins -- rocm",
        "gone: torch-1+cpu.whl (pkgs/torch/versions.json): correct pkgs/torch/versions.json by hand; "
        "another file has its name now",
    ]


def test_files_of_which_nothing_is_known_have_one_line_per_reason():
    other = ARCHIVE._replace(sha256="d" * 64, name="other.tar.xz")
    assert report({ARCHIVE: "?no answer", other: "?no answer"}) == [
        "not known: 2 files of NVIDIA, such as nvcc.tar.xz: no answer"
    ]


def test_the_places_are_those_that_fetchers_ask(tmp_path, repository):
    (tmp_path / "settings").write_text("DEBIAN_MIRROR=http://127.0.0.1:9/debian\n")
    environment = {
        "PATH": f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}",
        "KERNEL_BUILDER_SETTINGS": str(tmp_path / "settings"),
        "KERNEL_BUILDER_ROOT": str(tmp_path),
        "KERNEL_BUILDER_FETCHERS": str(repository / "pkgs/base/fetchers"),
        "KERNEL_BUILDER_NVIDIA_MIRROR": "http://127.0.0.1:9/redist",
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_FIND_LINKS": str(tmp_path),
    }
    registries = registries_of(Machine(environment=environment))
    assert registries.indexes[0] == "http://127.0.0.1:9/simple" and registries.local == {"settings"}
    assert registries.mirrors[0] == "http://127.0.0.1:9/debian" and registries.nvidia == "http://127.0.0.1:9/redist"


@pytest.mark.parametrize("reason, status", [("", 0), ("?no answer", 0), ("gone", 1)])
def test_the_program_fails_only_for_files_that_are_gone(tmp_path, monkeypatch, capsys, reason, status):
    lock = tmp_path / "pkgs/rocm/lock.json"
    lock.parent.mkdir(parents=True)
    lock.write_text('{"x86_64-linux": {"files": [{"path": "pool/main/a.deb", "sha256": "0", "size": 1}]}}')

    class Answers:
        def check(self, pins):
            return dict.fromkeys(pins, reason)

    monkeypatch.setattr(check, "registries_of", lambda _: Answers())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) if status else contextlib.nullcontext() as ended:
        check.main()
    assert not status or ended.value.code == status
    *lines, last = capsys.readouterr().out.splitlines()
    assert len(lines) == bool(reason)
    assert last.startswith(f"{0 if reason else 1} of 1 pinned files are served; time: ")
