import json

import pytest

from kernel_builder.builder.errors import UserError
from kernel_builder.command.wheels import SYSTEMS, lock, marker_environment, required_names, write


def item(name, *requires, requested=False, extras=(), version="1.0"):
    """A wheel in pip's report, with the parts that pins are made from."""
    return {
        "metadata": {"name": name, "version": version, "requires_dist": list(requires)},
        "download_info": {
            "url": f"https://files.example/packages/{name}-{version}%2Bcpu-py3-none-any.whl",
            "archive_info": {"hashes": {"sha256": name * 2}},
        },
        "requested": requested,
        "requested_extras": list(extras),
    }


def names(items, system="x86_64-linux"):
    """The pins of a report: name → names that it requires."""
    return {name: pin["requires"] for name, pin in lock(system, [], lambda machine, words: items).items()}


def test_a_pin_has_version_file_hash_and_requirements():
    calls = []

    def resolve(machine, requirements):
        calls.append((machine, requirements))
        return [item("My.Package", "Other_One>=2", requested=True), item("other-one", version="2.1")]

    pins = lock("aarch64-linux", ["my-package"], resolve)
    assert calls == [("aarch64", ["my-package"])]
    assert list(pins.items()) == [
        (
            "my-package",
            {
                "version": "1.0",
                "file": "My.Package-1.0+cpu-py3-none-any.whl",
                "sha256": "My.PackageMy.Package",
                "requires": ["other-one"],
            },
        ),
        (
            "other-one",
            {
                "version": "2.1",
                "file": "other-one-2.1+cpu-py3-none-any.whl",
                "sha256": "other-oneother-one",
                "requires": [],
            },
        ),
    ]


def test_a_wheel_without_requirements_has_none():
    report = item("a", requested=True)
    del report["metadata"]["requires_dist"], report["requested_extras"]
    assert names([report]) == {"a": []}


@pytest.mark.parametrize(
    "system, needed",
    [("x86_64-linux", {"a": ["intel"], "intel": []}), ("aarch64-linux", {"a": ["arm"], "arm": ["deep"], "deep": []})],
)
def test_markers_are_those_of_the_system_and_not_of_this_machine(system, needed):
    """pip's report has the wheels of both machines; each lock has the wheels of its own."""
    report = [
        item("a", 'intel; platform_machine == "x86_64"', 'arm; platform_machine == "aarch64"', requested=True),
        item("intel"),
        item("arm", "deep"),
        item("deep"),
    ]
    assert names(report, system) == needed


def test_markers_of_other_systems_and_pythons_do_not_apply():
    markers = ['w; sys_platform == "win32"', 'o; python_version < "3.11"', 'n; python_version >= "3.11"', "always"]
    assert required_names(markers, [], "x86_64") == {"n", "always"}


def test_extras_count_if_the_user_asks_for_them():
    report = [item("a", 'b; extra == "fast"', requested=True, extras=["fast"]), item("b")]
    assert names(report) == {"a": ["b"], "b": []}
    report[0]["requested_extras"] = []
    assert names(report) == {"a": []}


def test_extras_count_if_another_distribution_asks_for_them():
    report = [item("top", "A[fast]", requested=True), item("a", 'b; extra == "fast"', 'c; extra == "slow"'), item("b")]
    assert names(report) == {"a": ["b"], "b": [], "top": ["a"]}


def test_a_distribution_never_requires_itself_or_one_that_pip_left_out():
    report = [item("a", 'a[extra]; extra == "all"', "absent", requested=True, extras=["all"])]
    assert names(report) == {"a": []}


def test_circles_end():
    assert names([item("a", "b", requested=True), item("b", "a")]) == {"a": ["b"], "b": ["a"]}


def test_an_error_of_pip_reaches_the_caller():
    def resolve(machine, requirements):
        raise UserError(f"no wheels on {machine}")

    with pytest.raises(UserError) as caught:
        lock("x86_64-linux", ["a"], resolve)
    assert str(caught.value) == "error: no wheels on x86_64"


def test_an_unknown_system_is_refused():
    with pytest.raises(KeyError):
        lock("riscv64-linux", [], lambda machine, words: [])


@pytest.mark.parametrize("machine", SYSTEMS.values())
def test_the_marker_environment_is_linux_on_the_machine(machine):
    environment = marker_environment(machine)
    assert (environment["platform_machine"], environment["sys_platform"]) == (machine, "linux")


def test_pins_are_written_as_json(tmp_path, capsys):
    pins = lock("x86_64-linux", [], lambda machine, words: [item("a", requested=True)])
    write(tmp_path / "lock/x.json", pins)
    assert json.loads((tmp_path / "lock/x.json").read_text()) == pins
    assert capsys.readouterr().out == "x.json: 1 wheels\n"


def test_an_extra_that_no_applying_requirement_asks_for_does_not_count():
    """A package's own extra `dev` asks for its extra `test`, and nobody asks for `dev`."""
    report = [item("a", 'a[test]; extra == "dev"', 'b; extra == "test"', requested=True), item("b")]
    assert names(report) == {"a": []}
    report[0]["requested_extras"] = ["dev"]
    assert names(report) == {"a": ["b"], "b": []}


def test_a_pin_has_the_size_of_its_file_if_the_index_tells_it():
    items = [item("a", "b", requested=True), item("b")]
    sizes = {items[0]["download_info"]["url"]: 1234}
    pins = lock("x86_64-linux", [], lambda machine, words: items, sizes.get)
    assert pins["a"]["size"] == 1234 and "size" not in pins["b"]
