"""A stand-in for the Hub on loopback, for uploads and downloads of kernels: repositories, branches, LFS, commits.

It has the parts of the Hub's HTTP API that huggingface_hub 2.4 uses. It can refuse requests and cut connections.
"""

import base64
import contextlib
import hashlib
import json
import re
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKEN = "hf_" + "loopbackonly" * 3


class Repository:
    def __init__(self):
        # Commit → files: path → (content, whether it is in LFS).
        self.commits = {}
        self.branches = {}
        self.pulls = []
        self.gated = False
        self.add_commit("main", {})

    def add_commit(self, branch, files):
        text = f"{len(self.commits)} {sorted((name, hashlib.sha1(c).hexdigest()) for name, (c, _) in files.items())}"
        commit = hashlib.sha1(text.encode()).hexdigest()
        self.commits[commit] = dict(files)
        if branch:
            self.branches[branch] = commit
        return commit

    def files(self, revision):
        if revision.startswith("refs/pr/"):
            return self.commits[self.pulls[int(revision.rpartition("/")[2]) - 1][1]]
        return self.commits.get(self.branches.get(revision, revision))


class Hub(ThreadingHTTPServer):
    """The server. repositories: by (type, id). user: the reply to whoami. requests: "METHOD path" of each request."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.repositories = {}
        self.objects = {}
        self.requests = []
        self.user = {"type": "user", "name": "me", "orgs": [], "auth": {"accessToken": {"role": "write"}}}
        # Requests to refuse: pattern of "METHOD path" → (status, error code, message).
        self.refusals = {}
        # Cut the connection once, at the request with this number; None cuts no connection.
        self.cut_at = None
        # Whether the server acts on the request before it cuts the connection.
        self.cut_after = False
        # Patterns of .gitignore: the Hub takes no files that match them, and says so only if it is asked beforehand.
        self.ignores = ""
        # Files that a commit changes, or leaves out, although the Hub says that it has made the commit: pattern →
        # content, or None.
        self.lies = {}
        # Called before a commit.
        self.before_commit = lambda: None
        # How long each answer takes, in seconds.
        self.delay = 0
        self.lock = threading.RLock()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address):
        """Ignore clients that close their connection: this is part of the tests."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Hub

    def log_message(self, *_):
        pass

    def do_GET(self):
        self._serve()

    do_POST = do_PUT = do_HEAD = do_DELETE = do_GET

    def _serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        address = urllib.parse.urlsplit(self.path)
        self.query = dict(urllib.parse.parse_qsl(address.query))
        path = urllib.parse.unquote(address.path)
        with self.server.lock:
            self.server.requests.append(f"{self.command} {path}")
            number, cut = len(self.server.requests), self.server.cut_at
            if number == cut and not self.server.cut_after:
                self._cut()
                return
            for pattern, (status, code, message) in self.server.refusals.items():
                if re.search(pattern, f"{self.command} {path}"):
                    self._answer(status, {"error": message}, {"X-Error-Code": code, "X-Error-Message": message})
                    return
            answer = self._route(self.command, path, body)
            if number == cut:
                self._cut()
                return
        time.sleep(self.server.delay)
        self._answer(*answer)

    def _cut(self):
        self.server.cut_at = None
        self.close_connection = True
        self.connection.close()

    def _answer(self, status, content=None, headers=None):
        data = content if isinstance(content, bytes) else json.dumps(content if content is not None else {}).encode()
        self.send_response(status)
        headers = dict(headers or {})
        headers.setdefault("Content-Length", str(len(data)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _route(self, method, path, body):
        if (
            self.headers.get("Authorization") != f"Bearer {TOKEN}"
            and method != "GET"
            and method != "HEAD"
            and "/lfs-store/" not in path
        ):
            return (
                401,
                {"error": "Invalid credentials in Authorization header"},
                {"X-Error-Message": "Invalid credentials in Authorization header"},
            )
        for pattern, function in ROUTES:
            match = re.fullmatch(pattern, f"{method} {path}")
            if match:
                return function(self, body, **match.groupdict())
        return 404, {"error": f"no route for {method} {path}"}, {}

    def repository(self, kind, name):
        return self.server.repositories.get((kind, name))


NOT_FOUND = (
    404,
    {"error": "Repository not found"},
    {"X-Error-Code": "RepoNotFound", "X-Error-Message": "Repository not found"},
)
ROUTES = []


def route(pattern):
    repo = r"/api/(?P<kind>kernel|model)s/(?P<name>[^/]+/[^/]+)"

    def add(function):
        ROUTES.append((pattern.replace("REPO", repo), function))
        return function

    return add


@route("GET /api/whoami-v2")
def whoami(handler, body):
    if handler.headers.get("Authorization") != f"Bearer {TOKEN}":
        message = "Invalid credentials in Authorization header"
        return 401, {"error": message}, {"X-Error-Message": message}
    return 200, handler.server.user, {}


@route("POST /api/repos/create")
def create(handler, body):
    request = json.loads(body)
    name = f"{request.get('organization') or handler.server.user['name']}/{request['name']}"
    key = (request.get("type", "model"), name)
    if key in handler.server.repositories:
        return 409, {"error": "You already created this repo", "url": f"{handler.server.url}/{name}"}, {}
    handler.server.repositories[key] = Repository()
    handler.server.repositories[key].private = request.get("visibility") == "private" or request.get("private", False)
    return 200, {"url": f"{handler.server.url}/{name}", "name": name}, {}


@route("POST /api/validate-yaml")
def validate_yaml(handler, body):
    return 200, {"warnings": [], "errors": []}, {}


@route("GET REPO(/revision/(?P<revision>.+))?")
def info(handler, body, kind, name, revision=None):
    repository = handler.repository(kind, name)
    if repository is None:
        return NOT_FOUND
    commit = repository.branches.get(revision or "main", revision)
    if commit not in repository.commits:
        return 404, {"error": "Invalid rev id"}, {"X-Error-Code": "RevisionNotFound"}
    files = [{"rfilename": path} for path in repository.commits[commit]]
    return 200, {"id": name, "sha": commit, "private": False, "siblings": files, "tags": []}, {}


@route("GET REPO/refs")
def refs(handler, body, kind, name):
    repository = handler.repository(kind, name)
    if repository is None:
        return NOT_FOUND
    branches = [{"name": b, "ref": f"refs/heads/{b}", "targetCommit": c} for b, c in repository.branches.items()]
    return 200, {"branches": branches, "converts": [], "tags": []}, {}


@route("POST REPO/branch/(?P<branch>.+)")
def branch(handler, body, kind, name, branch):
    repository = handler.repository(kind, name)
    if branch in repository.branches:
        return 409, {"error": "Reference already exists"}, {}
    repository.branches[branch] = repository.branches["main"]
    return 200, {}, {}


@route(r"GET REPO/tree/(?P<revision>refs/pr/\d+|[^/]+)/?(?P<folder>.*)")
def tree(handler, body, kind, name, revision, folder):
    repository = handler.repository(kind, name)
    if repository is None:
        return NOT_FOUND
    files = repository.files(revision)
    if files is None:
        return 404, {"error": "Invalid rev id"}, {"X-Error-Code": "RevisionNotFound"}
    entries, folders = [], set()
    prefix = f"{folder}/" if folder else ""
    for path, (content, by_lfs) in sorted(files.items()):
        if not path.startswith(prefix):
            continue
        rest = path[len(prefix) :]
        if "/" in rest and handler.query.get("recursive", "").lower() not in ("1", "true"):
            folders.add(prefix + rest.split("/")[0])
            continue
        blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
        entry = {"type": "file", "path": path, "size": len(content), "oid": blob}
        if by_lfs:
            entry["lfs"] = {"oid": hashlib.sha256(content).hexdigest(), "size": len(content), "pointerSize": 100}
        entries.append(entry)
    entries += [{"type": "directory", "path": path, "oid": "0" * 40, "size": 0} for path in sorted(folders)]
    return 200, entries, {}


@route("POST REPO/preupload/(?P<revision>.+)")
def preupload(handler, body, kind, name, revision):
    modes = []
    for file in json.loads(body)["files"]:
        mode = "lfs" if file["path"].endswith(".so") else "regular"
        ignored = bool(handler.server.ignores and re.search(handler.server.ignores, file["path"]))
        modes.append({"path": file["path"], "uploadMode": mode, "shouldIgnore": ignored, "oid": None})
    return 200, {"files": modes}, {}


@route(r"POST /(kernels/)?(?P<name>[^/]+/[^/]+)\.git/info/lfs/objects/batch")
def lfs_batch(handler, body, name):
    objects = []
    for asked in json.loads(body)["objects"]:
        entry = {"oid": asked["oid"], "size": asked["size"]}
        if asked["oid"] not in handler.server.objects:
            entry["actions"] = {"upload": {"href": f"{handler.server.url}/lfs-store/{asked['oid']}", "header": {}}}
        objects.append(entry)
    return 200, {"transfer": "basic", "objects": objects}, {}


@route("PUT /lfs-store/(?P<oid>[0-9a-f]+)")
def lfs_put(handler, body, oid):
    assert hashlib.sha256(body).hexdigest() == oid
    handler.server.objects[oid] = body
    return 200, {}, {}


@route("POST REPO/commit/(?P<revision>.+)")
def commit(handler, body, kind, name, revision):
    repository = handler.repository(kind, name)
    if repository is None:
        return NOT_FOUND
    handler.server.before_commit()
    if revision not in repository.branches:
        return 404, {"error": "Invalid rev id"}, {"X-Error-Code": "RevisionNotFound"}
    files = dict(repository.files(revision))
    for line in body.splitlines():
        row = json.loads(line)
        key, value = row["key"], row["value"]
        if key == "header" and value.get("parentCommit") not in (None, repository.branches[revision]):
            return 412, {"error": "A commit has happened since"}, {}
        if key == "file":
            files[value["path"]] = (base64.b64decode(value["content"]), False)
        elif key == "lfsFile":
            files[value["path"]] = (handler.server.objects[value["oid"]], True)
        elif key == "deletedFile":
            del files[value["path"]]
    for pattern, content in handler.server.lies.items():
        for path in [path for path in files if re.search(pattern, path)]:
            del files[path]
            if content is not None:
                files[path] = (content, False)
    answer = {"success": True}
    if "create_pr" in handler.query:
        made = repository.add_commit(None, files)
        repository.pulls.append((revision, made))
        answer["pullRequestUrl"] = f"{handler.server.url}/{name}/discussions/{len(repository.pulls)}"
    else:
        made = repository.add_commit(revision, files)
    return 200, {**answer, "commitOid": made, "commitUrl": f"{handler.server.url}/{name}/commit/{made}"}, {}


@route(r"(GET|HEAD) /(kernels/)?(?P<name>[^/]+/[^/]+)/resolve/(?P<revision>[^/]+)/(?P<path>.+)")
def resolve(handler, body, name, revision, path):
    kind = "kernel" if urllib.parse.urlsplit(handler.path).path.startswith("/kernels/") else "model"
    repository = handler.repository(kind, name)
    if repository is None:
        return NOT_FOUND
    files = repository.files(revision) or {}
    if path not in files:
        return 404, {"error": "Entry not found"}, {"X-Error-Code": "EntryNotFound"}
    content, _ = files[path]
    headers = {
        "ETag": f'"{hashlib.sha256(content).hexdigest()}"',
        "X-Repo-Commit": repository.branches.get(revision, revision),
        "Content-Length": str(len(content)),
    }
    return 200, content, headers


@contextlib.contextmanager
def running(user: str):
    """A Hub for the account `user`; gives it, and ends it."""
    hub = Hub()
    hub.user["name"] = user
    threading.Thread(target=hub.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield hub
    finally:
        hub.shutdown()
        hub.server_close()


def login(hub: Hub) -> "dict[str, str]":
    """The variables of a user who has logged in to the Hub."""
    return {"HF_ENDPOINT": hub.url, "HF_TOKEN": TOKEN, "HF_HUB_DISABLE_XET": "1"}
