import json
import pathlib

import pytest
from click.testing import CliRunner

from kernel_builder.builder.card import fill_card
from kernel_builder.builder.errors import UserError
from kernel_builder.builder.module import read_module
from kernel_builder.command.main import cli

RELU = pathlib.Path(__file__).resolve().parent.parent.parent / "examples/relu"


def test_placeholders_are_filled_from_build_toml_the_module_and_the_builds(kernel):
    (kernel / "CARD.md").write_text(
        "{{ name }} {{ version }} {{ repo_id }} {{ functions }} {% for b in backends %}{{ b.name }}: {{ b.archs | join(' ') }}{% endfor %}\n"
    )
    variant = kernel / "build/torch213-cxx11-cu130-x86_64-linux"
    variant.mkdir(parents=True)
    (variant / "metadata.json").write_text(
        json.dumps({"name": "small", "version": 1, "backend": {"type": "cpu", "archs": ["8.0", "9.0"]}})
    )
    done = CliRunner().invoke(cli, ["fill-card", str(kernel)])
    assert done.output == "small 1 local/small [] cpu: 8.0 9.0"


def test_functions_and_layers_are_those_of_the_module():
    offer = read_module(RELU / "torch-ext/relu")
    assert (offer.functions, offer.layers) == (["relu"], ["ReLU"])


def test_a_module_that_is_not_python_is_said_with_its_line(tmp_path):
    (tmp_path / "__init__.py").write_text("a = 1\nb = = 2\n")
    with pytest.raises(UserError, match=r"__init__.py:2: invalid syntax"):
        read_module(tmp_path)


@pytest.mark.parametrize(
    "card, words",
    [
        ("one\n{{ verson }}\n", "CARD.md:2: unknown placeholder `verson`"),
        ("one\n\n{% for x in functions %}\n", "CARD.md:3: Unexpected end of template"),
        ("one\n{{ name.__class__.__mro__ }}\n", "CARD.md:2: access to attribute '__class__'"),
        ("{{ ''.__class__.__base__.__subclasses__() }}\n", "CARD.md:1: access to attribute '__class__'"),
        ("{{ functions.append(1) }}\n", "CARD.md:1: access to attribute 'append'"),
        ("{{ cycler.__init__.__globals__ }}\n", "CARD.md:1: unknown placeholder `cycler`"),
        ("{{ name | nofilter }}\n", "CARD.md:1: No filter named 'nofilter'"),
        ("one\n{{ version // 0 }}\n", "CARD.md:2: integer division or modulo by zero"),
    ],
)
def test_a_placeholder_that_cannot_be_filled_is_said_with_its_line(card, words):
    with pytest.raises(UserError) as caught:
        fill_card(card, {"name": "small", "version": 1, "functions": []})
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "card",
    [
        "{{ '%s' | attr('__class__') }}",
        "{{ '{0.__class__}'.format(name) }}",
        "{{ '{0.__class__}'.format_map({'0': 1}) }}",
    ],
)
def test_an_attribute_walk_that_is_not_refused_gets_nothing(card):
    try:
        assert fill_card(card, {"name": "small"}).strip() == ""
    except UserError as error:
        assert "Traceback" not in str(error)


def test_without_a_card_it_is_said_how_to_make_one(kernel):
    done = CliRunner().invoke(cli, ["fill-card", str(kernel)])
    assert isinstance(done.exception, UserError) and "`kernel-builder init`" in str(done.exception)


def test_the_card_is_written_where_it_is_asked_for(kernel, tmp_path):
    (kernel / "CARD.md").write_text("# {{ name }}\n")
    done = CliRunner().invoke(cli, ["fill-card", str(kernel), "-o", str(tmp_path / "README.md")])
    assert done.output == f"wrote {tmp_path}/README.md\n" and (tmp_path / "README.md").read_text() == "# small\n"


@pytest.mark.parametrize("file", ["CARD.md", "torch-ext/small/__init__.py"])
def test_a_file_that_is_not_text_is_said(kernel, file):
    (kernel / "CARD.md").write_text("# {{ name }}\n")
    (kernel / file).write_bytes(b"\xff\xfe\x00")
    done = CliRunner().invoke(cli, ["fill-card", str(kernel)])
    assert isinstance(done.exception, UserError) and pathlib.Path(file).name in str(done.exception)
