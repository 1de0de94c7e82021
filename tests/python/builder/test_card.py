import json
import os
import subprocess
import sys

import pytest

from kernel_builder.builder.card import card_of, fill_card, placeholders
from kernel_builder.builder.config.read import read_config
from kernel_builder.builder.errors import UserError

VALUES = {"name": "small", "version": 1, "functions": []}
KNOWN = "known: functions, name, version"
BRACES = "write `{{ '{{' }}` for literal braces"


def refusal(function, *arguments):
    with pytest.raises(UserError) as caught:
        function(*arguments)
    return str(caught.value)


@pytest.fixture
def built(kernel):
    """A built variant of the kernel that consists of metadata.json only."""
    variant = kernel / "build/torch213-cxx11-cu130-x86_64-linux"
    variant.mkdir(parents=True)
    document = {"name": "small", "version": 1, "backend": {"type": "cpu", "archs": ["8.0", "9.0"]}}
    (variant / "metadata.json").write_text(json.dumps(document))
    return variant


def test_placeholders_come_from_build_toml_the_module_and_the_builds(kernel, built):
    (kernel / "CARD.md").write_text(
        "{{ name }} {{ version }} {{ repo_id }} {{ functions }} "
        "{% for b in backends %}{{ b.name }}: {{ b.archs | join(' ') }}{% endfor %}\n"
    )
    assert card_of(kernel, [built]) == "small 1 local/small [] cpu: 8.0 9.0"


def test_architectures_of_several_variants_are_named_once(kernel):
    def metadata(*archs):
        return {"backend": {"type": "cuda", "archs": list(archs)}}

    values = placeholders(kernel, read_config(kernel), [metadata("8.0"), metadata("8.0", "9.0"), metadata()])
    assert values["backends"] == [{"name": "cpu", "archs": []}, {"name": "cuda", "archs": ["8.0", "9.0"]}]


def test_the_repository_is_the_argument_or_the_one_in_build_toml(kernel):
    file = kernel / "build.toml"
    assert placeholders(kernel, read_config(kernel), [])["repo_id"] == "local/small"
    file.write_text(file.read_text() + '[general.hub]\nrepo-id = "a/b"\n')
    assert placeholders(kernel, read_config(kernel), [])["repo_id"] == "a/b"
    assert placeholders(kernel, read_config(kernel), [], "c/d")["repo_id"] == "c/d"


@pytest.mark.parametrize(
    "card, problem, remedy",
    [
        ("one\n{{ verson }}\n", "2: unknown placeholder `verson`", KNOWN),
        ("{{ cycler.__init__.__globals__ }}\n", "1: unknown placeholder `cycler`", KNOWN),
        ("{{ name | nofilter }}\n", "1: No filter named 'nofilter'.", BRACES),
        ("one\n{{ version // 0 }}\n", "2: integer division or modulo by zero", KNOWN),
        (
            "one\n{{ name.__class__.__mro__ }}\n",
            "2: access to attribute '__class__' of 'str' object is unsafe.",
            KNOWN,
        ),
        (
            "{{ ''.__class__.__base__.__subclasses__() }}\n",
            "1: access to attribute '__class__' of 'str' object is unsafe.",
            KNOWN,
        ),
        ("{{ functions.append(1) }}\n", "1: access to attribute 'append' of 'list' object is unsafe.", KNOWN),
    ],
)
def test_a_placeholder_that_cannot_be_filled_is_refused_with_its_line(card, problem, remedy):
    assert refusal(fill_card, card, VALUES) == f"error: CARD.md:{problem}\n  {remedy}"


def test_a_block_that_is_not_closed_is_refused_with_its_line():
    message = refusal(fill_card, "one\n\n{% for x in functions %}\n", VALUES)
    assert message.startswith("error: CARD.md:3: Unexpected end of template") and message.endswith(f"\n  {BRACES}")


@pytest.mark.parametrize(
    "card",
    [
        "{{ '%s' | attr('__class__') }}",
        "{{ '{0.__class__}'.format(name) }}",
        "{{ '{0.__class__}'.format_map({'0': 1}) }}",
    ],
)
def test_a_walk_along_attributes_that_is_not_refused_gets_nothing(card):
    try:
        assert fill_card(card, {"name": "small"}).strip() == ""
    except UserError as error:
        assert "Traceback" not in str(error)


def test_a_card_that_does_not_exist_is_refused(kernel):
    assert refusal(card_of, kernel, []) == (
        f"error: {kernel}/CARD.md: No such file or directory\n  `kernel-builder init` makes one"
    )


def test_a_card_that_is_not_text_is_refused(kernel):
    (kernel / "CARD.md").write_bytes(b"\xffa")
    assert refusal(card_of, kernel, []) == "error: CARD.md: byte 0 is not UTF-8\n  save the file as UTF-8"


def test_a_byte_order_mark_is_not_part_of_the_card(kernel):
    (kernel / "CARD.md").write_text("---\n", encoding="utf-8-sig")
    assert card_of(kernel, []) == "---\n"


def test_a_module_that_is_not_text_is_refused(kernel):
    (kernel / "CARD.md").write_text("# {{ name }}\n")
    (kernel / "torch-ext/small/__init__.py").write_bytes(b"\xff\xfe\x00")
    assert refusal(card_of, kernel, []).startswith("error: __init__.py")


def run_card(kernel, repository, *variants):
    return subprocess.run(
        [sys.executable, "-m", "kernel_builder.builder.card", kernel, *variants],
        env={**os.environ, "PYTHONPATH": str(repository / "python")},
        capture_output=True,
        text=True,
    )


def test_the_program_prints_the_card_or_a_message(kernel, built, repository):
    (kernel / "CARD.md").write_text("# {{ name }}\n")
    result = run_card(kernel, repository, built)
    assert (result.returncode, result.stdout, result.stderr) == (0, "# small\n", "")
    (kernel / "CARD.md").write_text("# {{ nmae }}\n")
    result = run_card(kernel, repository, built)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("error: CARD.md:1: unknown placeholder `nmae`\n  known: backends, ")
