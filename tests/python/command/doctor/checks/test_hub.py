import threading

import hub_server

from kernel_builder.command.doctor.checks import hub as check
from kernel_builder.command.doctor.row import Row


def test_without_a_token(stage, monkeypatch):
    monkeypatch.setattr("huggingface_hub.get_token", lambda: None)
    value = "none (only uploads need one: hf auth login)"
    assert check.check(stage.machine()) == Row("Hub token", "ok", value)


def test_the_row_names_the_owner_and_not_the_token(stage, hub):
    row = check.check(stage.machine())
    assert row == Row("Hub token", "ok", "me's, with the role write") and hub_server.TOKEN not in str(row)


def test_a_token_that_the_hub_does_not_accept(stage, hub, monkeypatch):
    monkeypatch.setenv("HF_TOKEN", "hf_wrong")
    assert check.check(stage.machine()) == Row(
        "Hub token",
        "note",
        "there",
        "the Hub does not accept the token: it is wrong or has expired",
        "make a token at https://huggingface.co/settings/tokens; then run `hf auth login`, or set HF_TOKEN",
    )


def test_a_hub_that_answers_slowly_is_no_problem(stage, hub, monkeypatch):
    monkeypatch.setattr(check, "SECONDS", 0.05)
    blocked = threading.Event()
    monkeypatch.setattr(check, "_user", lambda token: blocked.wait(1))
    value = "there; whose is unknown, since the Hub does not answer within 0.05 s"
    assert check.check(stage.machine()) == Row("Hub token", "ok", value)
    blocked.set()


def test_a_hub_that_does_not_answer_is_no_problem(stage, hub, monkeypatch, silent):
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", silent)
    value = "there; whose is unknown, since the Hub does not answer: the connection is refused"
    assert check.check(stage.machine()) == Row("Hub token", "ok", value)
