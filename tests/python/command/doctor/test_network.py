import socket
import ssl
import time
import urllib.error
import urllib.request

import pytest

from kernel_builder.command.doctor import network
from kernel_builder.command.doctor.network import no_answer, within, without_password


def test_a_function_that_takes_too_long_has_no_value():
    assert within(1, lambda: 7) == 7
    start = time.monotonic()
    assert within(0.05, lambda: time.sleep(0.5)) is None
    assert time.monotonic() - start < 0.4


@pytest.mark.parametrize(
    "address, shown",
    [
        ("https://ann:secret@mirror/debian", "https://***@mirror/debian"),
        ("https://token@mirror", "https://***@mirror"),
        ("https://mirror/a@b", "https://mirror/a@b"),
    ],
)
def test_passwords_are_not_shown(address, shown):
    assert without_password(address) == shown


@pytest.mark.parametrize(
    "status, reason",
    [
        (200, ""),
        (404, ""),
        (401, "it replies with status 401"),
        (403, "it replies with status 403"),
        (407, "it replies with status 407"),
        (503, "it replies with status 503"),
    ],
)
def test_an_address_answers_unless_it_refuses_or_fails(web, status, reason):
    web.status = status
    assert no_answer(f"{web.address}/x") == reason


@pytest.mark.parametrize(
    "error, reason",
    [
        (urllib.error.URLError(socket.timeout("timed out")), "no answer within 2 s"),
        (socket.timeout("timed out"), "no answer within 2 s"),
        (urllib.error.URLError(socket.gaierror(-2, "Name or service not known")), "its name is unknown here"),
        (
            urllib.error.URLError(ssl.SSLCertVerificationError("self-signed certificate")),
            "this machine does not trust its certificate",
        ),
        (urllib.error.URLError(ConnectionRefusedError(111, "refused")), "the connection is refused"),
        (urllib.error.URLError("unknown url type: x"), "unknown url type: x"),
        (ConnectionResetError(), "ConnectionResetError"),
    ],
)
def test_the_reason_is_in_words(monkeypatch, error, reason):
    def fail(*arguments, **options):
        raise error

    monkeypatch.setattr(urllib.request, "urlopen", fail)
    assert no_answer("https://host.invalid") == reason


def test_no_address_at_all():
    assert no_answer("nowhere") == "unknown url type: 'nowhere'"


def test_a_name_that_takes_long_to_look_up(monkeypatch):
    monkeypatch.setattr(network, "TIMEOUT", -0.45)
    monkeypatch.setattr(network, "_reason", lambda address: time.sleep(0.3))
    assert no_answer("https://host.invalid") == "no answer within -0.45 s"
