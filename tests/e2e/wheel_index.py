"""An index of wheels on loopback, which offers one wheel and may break off while it sends it."""

import hashlib
import http.server
import io
import os
import threading
import time
import zipfile


def new_wheel() -> tuple[str, bytes]:
    """The name and the content of a wheel that no earlier run has fetched, so that the store does not have it."""
    version = f"1.{time.time_ns()}"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as wheel:
        folder = f"faulty-{version}.dist-info"
        wheel.writestr("faulty.py", os.urandom(2**20).hex())
        wheel.writestr(f"{folder}/METADATA", f"Metadata-Version: 2.1\nName: faulty\nVersion: {version}\n")
        wheel.writestr(f"{folder}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{folder}/RECORD", "")
    return f"faulty-{version}-py3-none-any.whl", content.getvalue()


class WheelIndex(http.server.ThreadingHTTPServer):
    """The index. Set `sends` to a number of bytes, and it breaks off after them."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.wheel, self.content = new_wheel()
        self.distribution, self.version = self.wheel.split("-")[:2]
        self.sha256 = hashlib.sha256(self.content).hexdigest()
        self.sends = None
        # pip asks this index and no other.
        self.environment = {
            **os.environ,
            "PIP_INDEX_URL": f"http://127.0.0.1:{self.server_port}/simple",
            "PIP_CONFIG_FILE": "/dev/null",
            "PIP_RETRIES": "0",
            "PIP_FIND_LINKS": "",
            "PIP_EXTRA_INDEX_URL": "",
        }
        threading.Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        self.shutdown()
        self.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        index = self.server
        if self.path.endswith(".whl"):
            self.answer("application/zip", index.content, index.sends)
        else:
            self.answer("text/html", f'<a href="/{index.wheel}#sha256={index.sha256}">{index.wheel}</a>'.encode())

    def answer(self, kind: str, body: bytes, sends=None):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:sends])

    def log_message(self, *arguments):
        pass
