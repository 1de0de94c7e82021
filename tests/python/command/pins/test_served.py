import hashlib
import http.server
import json
import threading

import pytest

from kernel_builder.command.pins import served
from kernel_builder.command.pins.locks import DEBIAN, NVIDIA, PYPI, Pin
from kernel_builder.command.pins.served import Registries, files_in

SHA256, OTHER = ("a" * 64, "b" * 64)
DEB = "pool/main/a/a/a_1+b1_amd64.deb"
NOBODY = "http://127.0.0.1:9"


def pin(registry, name, distribution=""):
    digest = SHA256 if registry == PYPI else hashlib.sha256(name.encode()).hexdigest()
    return Pin(registry, distribution, name, digest, 1, "pkgs/lock.json", "part")


WHEEL = pin(PYPI, "a-1-py3-none-any.whl", "a")


@pytest.fixture(autouse=True)
def without_waiting(monkeypatch):
    monkeypatch.setattr(served, "AGAIN", 0)


def test_an_address_that_does_not_answer_at_first_is_asked_again(monkeypatch):
    answers = [OSError("no answer"), b"page"]

    def first_fails(*_):
        answer = answers.pop(0)
        if isinstance(answer, OSError):
            raise answer
        return answer

    monkeypatch.setattr(served, "_ask", first_fails)
    assert served.ask("http://127.0.0.1:9") == b"page"


@pytest.fixture
def server():
    """A server with these files: path → content, or a status."""
    files = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            answer = files.get(self.path.lstrip("/"), 404)
            self.send_response(answer if isinstance(answer, int) else 200)
            content = b"" if isinstance(answer, int) else answer
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(content)

        do_HEAD = do_GET

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http_server:
        threading.Thread(target=http_server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{http_server.server_port}", files
        http_server.shutdown()


def json_page(digest):
    return json.dumps({"files": [{"filename": WHEEL.name, "hashes": {"sha256": digest}}]}).encode()


def html_page(digest):
    return f'<html><a class="x" href="../../{WHEEL.name}#sha256={digest}">{WHEEL.name}</a></html>'.encode()


@pytest.mark.parametrize("page", [json_page, html_page])
@pytest.mark.parametrize("digest, reason", [(SHA256, ""), (OTHER, "another file has its name now")])
def test_a_wheel_is_served_if_the_index_lists_it_with_its_hash(server, page, digest, reason):
    address, files = server
    files["simple/a/"] = page(digest)
    assert Registries(f"{address}/simple/", [], [], "").check([WHEEL]) == {WHEEL: reason}


def test_a_page_without_hashes_and_with_encoded_names_is_read():
    assert files_in(b'<a href="/f/torch-2%2Bcpu-x.whl">torch</a>') == {"torch-2+cpu-x.whl": ""}


def test_a_wheel_that_no_index_lists_is_gone(server):
    address, files = server
    files["simple/a/"] = b'{"files": []}'
    gone = pin(PYPI, "b-1.whl", "b")
    assert Registries(f"{address}/simple", [], [], "").check([WHEEL, gone]) == {WHEEL: "gone", gone: "gone"}


def test_a_further_index_and_a_folder_serve_too(server, tmp_path):
    address, files = server
    files["further/a/"] = json_page(SHA256)
    assert Registries(f"{address}/simple", [f"{address}/further"], [], "").check([WHEEL]) == {WHEEL: ""}
    (tmp_path / WHEEL.name).touch()
    for folder in (str(tmp_path), f"file://{tmp_path}"):
        assert Registries("", [folder], [], "").check([WHEEL]) == {WHEEL: ""}


@pytest.mark.parametrize("registry, name", [(DEBIAN, DEB), (NVIDIA, "cuda_nvcc/x.tar.xz")])
def test_a_file_with_a_path_is_served_if_a_mirror_has_it(server, registry, name):
    address, files = server
    wanted = pin(registry, name)
    registries = Registries("", [], [f"{address}/old", f"{address}/mirror/"], f"{address}/mirror")
    assert registries.check([wanted]) == {wanted: "gone"}
    files[f"mirror/{name.replace('+', '%2B')}"] = b"content"
    assert registries.check([wanted]) == {wanted: ""}


@pytest.mark.parametrize("wanted", [WHEEL, pin(DEBIAN, DEB), pin(NVIDIA, "x.tar.xz")], ids=lambda pin: pin.registry)
@pytest.mark.parametrize("fault", ["refused", "status"])
def test_without_an_answer_nothing_is_known(server, wanted, fault):
    address, files = server
    files.update({"a/": 503, DEB.replace("+", "%2B"): 503, "x.tar.xz": 503})
    base = NOBODY if fault == "refused" else address
    (reason,) = Registries(base, [], [base], base).check([wanted]).values()
    assert reason.startswith("?") and ("refused" in reason if fault == "refused" else "503" in reason)


def test_without_a_mirror_nothing_is_known_of_debians_files():
    wanted = pin(DEBIAN, DEB)
    assert Registries("", [], [], "").check([wanted]) == {wanted: "?no mirror"}
