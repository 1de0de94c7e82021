"""The subcommand fill-card; the card itself is tested in builder/test_card.py."""

import pytest
from click.testing import CliRunner

from kernel_builder.builder.errors import UserError
from kernel_builder.command.main import cli


@pytest.fixture
def fill_card(kernel):
    (kernel / "CARD.md").write_text("# {{ name }}\n")
    return lambda *options: CliRunner().invoke(cli, ["fill-card", str(kernel), *options])


def test_the_card_is_printed(fill_card):
    assert fill_card().output == "# small\n"


def test_the_card_is_written_to_the_given_file(fill_card, tmp_path):
    file = tmp_path / "README.md"
    assert fill_card("-o", str(file)).output == f"wrote {file}\n"
    assert file.read_text() == "# small\n"


def test_a_card_that_does_not_exist_is_a_user_error(fill_card, kernel):
    (kernel / "CARD.md").unlink()
    assert isinstance(fill_card().exception, UserError)
