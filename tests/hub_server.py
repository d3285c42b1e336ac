"""A hub on this machine: the real one's addresses over real sockets, with all that can go wrong on the way."""

import hashlib
import json
import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

REVISION = "c0ffee" + "0" * 34


@dataclass
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]


@dataclass
class Hub:
    """What it serves and how. Change the fields at any time; ``asked`` is everything that came.

    ``files`` of the repository ``owner/name``; ``told`` overrules what its list says of a file.
    """

    repository: str = "owner/Tiny-GGUF"
    files: dict[str, bytes] = field(default_factory=dict)
    told: dict[str, dict[str, Any]] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)
    page_size: int = 1000
    drop_after: list[int] = field(default_factory=list)  # bytes of each answer; then the connection is cut
    ranges: bool = True
    etag: str = '"one"'
    range_answer: str = ""  # in place of Content-Range
    status: list[int] = field(default_factory=list)  # of the next answers for files
    status_headers: dict[str, str] = field(default_factory=dict)
    api_status: int = 200
    elsewhere: "Hub | None" = None  # files are there
    redirect: str = ""  # or there
    answer: bytes | None = None  # in place of a file
    hold_after: int = -1  # so many bytes of a file; the rest when ``held`` is set
    held: threading.Event = field(default_factory=threading.Event)
    refused: threading.Event = field(default_factory=threading.Event)
    reached_hold: threading.Event = field(default_factory=threading.Event)
    asked: list[Asked] = field(default_factory=list)

    def __post_init__(self) -> None:
        hub = self

        class Handler(_Handler):
            served = hub

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self.held.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def file_requests(self) -> list[Asked]:
        return [asked for asked in self.asked if "/resolve/" in asked.path]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    served: Hub

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        hub = self.served
        hub.asked.append(Asked(self.path, {key.lower(): value for key, value in self.headers.items()}))
        path = unquote(urlsplit(self.path).path)
        if path.startswith(f"/api/models/{hub.repository}"):
            self._api(path.removeprefix(f"/api/models/{hub.repository}"))
        elif found := re.fullmatch(rf"/{re.escape(hub.repository)}/resolve/[^/]+/(.+)", path):
            self._file(found[1])
        else:
            self._send(401, b"", {"X-Error-Code": "RepoNotFound"})

    def _send(self, status: int, data: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for key, value in {"Content-Length": str(len(data)), **headers}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(data)

    def _api(self, rest: str) -> None:
        hub = self.served
        if hub.api_status != 200:
            self._send(hub.api_status, b"", hub.status_headers)
        elif rest.startswith("/tree/"):
            self._tree()
        else:
            about = {"sha": REVISION, "gated": False, "cardData": {"license": "apache-2.0"}, **hub.about}
            self._send(200, json.dumps(about).encode(), {})

    def _tree(self) -> None:
        hub = self.served
        found = re.search(r"cursor=(\d+)", self.path)
        at = int(found[1]) if found else 0
        rows: list[dict[str, Any]] = [{"type": "directory", "path": "folder", "oid": "1"}]
        for name, data in hub.files.items():
            lfs = {"oid": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
            rows.append({"type": "file", "path": name, "size": len(data), "lfs": lfs, **hub.told.get(name, {})})
        headers = {}
        if at + hub.page_size < len(rows):
            base = self.path.partition("&cursor")[0]
            headers["Link"] = f'<{hub.url}{base}&cursor={at + hub.page_size}>; rel="next"'
        self._send(200, json.dumps(rows[at : at + hub.page_size]).encode(), headers)

    def _file(self, name: str) -> None:
        hub = self.served
        target = f"{hub.elsewhere.url}{self.path}" if hub.elsewhere else hub.redirect
        if hub.status:
            self._send(hub.status.pop(0), b"", hub.status_headers)
            hub.refused.set()
        elif target:
            self._send(302, b"", {"Location": target})
        elif hub.answer is not None:
            self._send(200, hub.answer, {})
        elif name not in hub.files:
            self._send(404, b"", {"X-Error-Code": "EntryNotFound"})
        else:
            self._body(hub.files[name])

    def _body(self, data: bytes) -> None:
        hub, start, total = self.served, 0, len(data)
        wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if wanted and hub.ranges and self.headers.get("If-Range", hub.etag) == hub.etag:
            start = int(wanted[1])
        headers = {"ETag": hub.etag} if hub.etag else {}
        self.send_response(206 if start else 200)
        if start:
            headers["Content-Range"] = hub.range_answer or f"bytes {start}-{total - 1}/{total}"
        for key, value in {"Content-Length": str(total - start), **headers}.items():
            self.send_header(key, value)
        self.end_headers()
        self._pour(data[start:])

    def _pour(self, data: bytes) -> None:
        hub = self.served
        if hub.hold_after >= 0:
            self.wfile.write(data[: hub.hold_after])
            hub.reached_hold.set()
            hub.held.wait(30)
            data = data[hub.hold_after :]
        if hub.drop_after:
            data = data[: hub.drop_after.pop(0)]
            self.close_connection = True
        try:
            self.wfile.write(data)
        except OSError:
            self.close_connection = True  # whoever asked has gone
