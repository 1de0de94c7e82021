"""Servers on loopback: a distribution that is not Debian, and a proxy that only lets through."""

import http.server
import select
import shutil
import socket
import urllib.error
import urllib.request


class Quiet(http.server.BaseHTTPRequestHandler):
    def log_message(self, format, *arguments):
        pass


class OtherDistribution(Quiet):
    """An apt repository with no packages."""

    def do_GET(self):
        empty = self.path.endswith("/Packages")
        self.send_response(200 if empty else 404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET


class Proxy(Quiet):
    """A proxy; `asked` lists the addresses that it was asked for."""

    asked: list = []

    def do_GET(self):
        self.asked.append(self.path)
        names = {name: self.headers[name] for name in ("Range", "User-Agent") if name in self.headers}
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            answer = opener.open(urllib.request.Request(self.path, headers=names), timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        except OSError as error:
            self.send_error(502, str(error))
            return
        with answer:
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                if name.lower() not in ("connection", "transfer-encoding"):
                    self.send_header(name, value)
            self.send_header("Connection", "close")
            self.end_headers()
            shutil.copyfileobj(answer, self.wfile)
        self.close_connection = True

    def do_CONNECT(self):
        self.asked.append(self.path)
        host, _, port = self.path.rpartition(":")
        try:
            upstream = socket.create_connection((host, int(port)), timeout=60)
        except OSError as error:
            self.send_error(502, str(error))
            return
        self.send_response(200)
        self.end_headers()
        with upstream:
            ends = {self.connection: upstream, upstream: self.connection}
            while True:
                for ready in select.select(list(ends), [], [], 120)[0] or [None]:
                    data = ready.recv(65536) if ready else b""
                    if not data:
                        return
                    ends[ready].sendall(data)
        self.close_connection = True
