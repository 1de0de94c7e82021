"""Files by hash from S3: addresses as Nix writes them, and requests that are signed (pkgs/base/fetchers/s3.sh)."""

import hashlib
import hmac
import http.server
import shutil
import subprocess
import threading

import pytest
from machine import FETCHERS

CONTENT = b"a pinned file"
SHA256 = hashlib.sha256(CONTENT).hexdigest()
KEY, SECRET, REGION = "AKIDEXAMPLE", "a/secret+key", "eu-test-1"
SIGNS = "aws-sigv4" in subprocess.run(["curl", "--help", "all"], capture_output=True, text=True).stdout


def signature(headers, path):
    """The signature that a request must have, by AWS's rules (Signature Version 4)."""
    fields = dict(field.strip().split("=", 1) for field in headers["Authorization"].partition(" ")[2].split(","))
    names = fields["SignedHeaders"].split(";")
    values = "".join(f"{name}:{headers[name].strip()}\n" for name in names)
    request = "\n".join(["GET", path, "", values, fields["SignedHeaders"], headers["x-amz-content-sha256"]])
    when, scope = headers["x-amz-date"], fields["Credential"].partition("/")[2]
    text = "\n".join(["AWS4-HMAC-SHA256", when, scope, hashlib.sha256(request.encode()).hexdigest()])
    key = f"AWS4{SECRET}".encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    assert scope == f"{when[:8]}/{REGION}/s3/aws4_request" and fields["Credential"].startswith(f"{KEY}/")
    return fields["Signature"], hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


@pytest.fixture
def s3():
    """A server of one bucket that checks signatures: its port, and the paths that it was asked for."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            signed = self.headers["Authorization"] is not None
            asked.append((self.path, signed))
            given, right = signature(self.headers, self.path) if signed else ("", "")
            found = self.path == f"/bucket/files/{SHA256}"
            self.send_response(403 if given != right else 200 if found else 404)
            content = CONTENT if found and given == right else b""
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.server_port, asked
        server.shutdown()


def fetch(machine, tmp_path, mirror, **variables):
    """Fetch a file by its hash from a mirror, with curl."""
    machine.client("curl")
    machine.program("date", f'exec {shutil.which("date")} "$@"')
    return machine.run(
        "fetch-distribution.sh", out=str(tmp_path / "out"), file="a.whl", requirement="a==1", pythonVersion="3.11",
        fallbackIndex="", outputHash=SHA256, KERNEL_BUILDER_MIRROR=mirror, **variables,
    )  # fmt: skip


@pytest.mark.parametrize("keys", [False, pytest.param(True, marks=pytest.mark.skipif(not SIGNS, reason="an old curl"))])
def test_a_file_comes_by_its_hash_and_with_keys_the_request_is_signed(machine, s3, tmp_path, keys):
    port, asked = s3
    variables = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET} if keys else {}
    process = fetch(
        machine, tmp_path, f"s3://bucket/files?scheme=http&endpoint=127.0.0.1:{port}&region={REGION}", **variables
    )
    assert (process.returncode, process.stderr) == (0, "")
    assert (tmp_path / "out").read_bytes() == CONTENT
    assert asked == [(f"/bucket/files/{SHA256}", keys)]


@pytest.mark.skipif(not SIGNS, reason="an old curl")
def test_a_wrong_key_is_the_reason_that_is_given(machine, s3, tmp_path):
    port, _ = s3
    mirror = f"s3://bucket/files?scheme=http&endpoint=127.0.0.1:{port}&region={REGION}"
    process = fetch(machine, tmp_path, mirror, AWS_ACCESS_KEY_ID=KEY, AWS_SECRET_ACCESS_KEY="another")
    assert process.returncode == 1
    assert f"  {mirror} (KERNEL_BUILDER_MIRROR): curl: (22) The requested URL returned error: 403" in process.stderr


@pytest.mark.parametrize(
    "address, variables, url",
    [
        ("s3://b/f/x", {}, "https://b.s3.us-east-1.amazonaws.com/f/x"),
        ("s3://b/f/x?region=eu-west-3", {}, "https://b.s3.eu-west-3.amazonaws.com/f/x"),
        ("s3://b/x", {"AWS_DEFAULT_REGION": "eu-a", "AWS_REGION": "eu-b"}, "https://b.s3.eu-b.amazonaws.com/x"),
        ("s3://b/f/x?endpoint=store.test", {}, "https://store.test/b/f/x"),
        ("s3://b/f/x?scheme=http&endpoint=store.test:9000", {}, "http://store.test:9000/b/f/x"),
        ("s3://b/f/x", {"AWS_ENDPOINT_URL": "http://store.test/"}, "http://store.test/b/f/x"),
    ],
)
def test_an_address_is_read_as_nix_reads_it(address, variables, url):
    script = f'. {FETCHERS}/s3.sh; s3_url "$1"'
    process = subprocess.run(["sh", "-c", script, "sh", address], env={"PATH": "/usr/bin:/bin", **variables},
                             capture_output=True, text=True)  # fmt: skip
    assert process.stdout == f"{url}\n"
