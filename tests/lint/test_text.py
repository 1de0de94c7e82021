"""The text of all files: no hosts of registries, no paths of one machine, no long lines in the documentation."""

import pytest
import text_rules
import tracked

FILES = tracked.files()
DOCUMENTATION = tracked.files("README.md", "docs/*.md")


def faults_of(files, rule):
    result = []
    for file in files:
        try:
            content = file.read_text()
        except UnicodeDecodeError:
            continue
        result += [f"{file.relative_to(tracked.REPOSITORY)}:{line}: {message}" for line, message in rule(content)]
    return result


def assert_no_faults(files, rule):
    if faults := faults_of(files, rule):
        pytest.fail("\n".join(faults), pytrace=False)


def test_no_file_names_the_host_of_a_registry():
    assert_no_faults(FILES, text_rules.registries)


def test_no_file_names_a_path_of_one_machine():
    assert_no_faults(FILES, text_rules.personal_paths)


def test_documentation_has_no_long_line():
    assert_no_faults(DOCUMENTATION, text_rules.long_lines)


def test_a_host_of_a_registry_is_named_with_its_line():
    host = ".".join(["files", "python" + "hosted", "org"])
    expected = (2, f"{host} is the host of a registry: name the registry, not its host")
    assert text_rules.registries(f"a\nhttps://{host}/packages\n") == [expected]
    assert text_rules.registries(f"my-{'pypi'}.organization, PyPI and Debian\n") == []


@pytest.mark.parametrize(
    "path", ["/".join(["", *parts]) for parts in (["home", "ann"], ["root", "x"], ["Users", "a.b"])]
)
def test_a_path_of_one_machine_is_named_with_its_line(path):
    expected = (1, f"{path} is a path of one machine: use a path that every reader has")
    assert text_rules.personal_paths(f"see {path}/notes\n") == [expected]


@pytest.mark.parametrize("path", ["$TMPDIR/root/bin", "a/home/b", "/homework", "${folder}/root/x"])
def test_other_paths_are_free(path):
    assert text_rules.personal_paths(path) == []


def test_only_lines_of_prose_are_too_long():
    long = "a" * 121
    link = f"see [it](https://example.com/{long})"
    table = f"| {long} |"
    assert text_rules.long_lines(f"{link}\n{table}\n```\n{long}\n```\n{long}\n") == [(6, "121 columns: at most 120")]
