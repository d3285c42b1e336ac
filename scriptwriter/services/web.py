"""Asking a server over HTTP: one address, one answer, or one clear line.

The standard library does it, and not huggingface_hub (2.4.0): that comes with the training extra only, with a dozen
packages of its own; its download over HTTP compares a file's size but not its checksum; and it stops for nobody but
an exception out of a progress bar's class, between blocks of 10 MB. (Where hf_xet is installed it uses another
protocol.)

Every socket is shut when the caller's token is set, so cancelling does not wait for a slow line. Proxies of the system
are used, except for this machine itself.
"""

import contextlib
import functools
import http.client
import ipaddress
import os
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any
from urllib.parse import urlsplit

from scriptwriter import __version__
from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadInput, Failure

ENDPOINT_VARIABLE = "HF_ENDPOINT"
_ENDPOINT = "https://huggingface.co"
#: A server that says nothing for so long is taken for gone.
TIMEOUT_SECONDS = 20.0
_AGENT = f"scriptwriter/{__version__}"


class Stopped(Failure):
    """The caller has cancelled."""


class Unreachable(Failure):
    """No answer: no network, no such host, a connection that was refused or broken off. Worth another try."""


class Refused(Failure):
    """The server's answer was an error; ``status`` is HTTP's, ``error_code`` the hub's own word for it.

    ``host`` may be another one than was asked: the one that it sent us to.
    ``retry_after``: for so many seconds it wants to be left alone, 0 where it does not say.
    """

    def __init__(self, url: str, status: int, error_code: str = "", retry_after: float = 0.0) -> None:
        super().__init__(f"{host_of(url)} answered with an error ({status} {http.client.responses.get(status, '')}).")
        self.host = host_of(url)
        self.status, self.error_code, self.retry_after = status, error_code, retry_after


def endpoint() -> str:
    """The hub's address, without a slash at its end; ``HF_ENDPOINT`` names another one. Raises ``BadInput``."""
    address = os.environ.get(ENDPOINT_VARIABLE, "").strip().rstrip("/") or _ENDPOINT
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadInput(f"{ENDPOINT_VARIABLE} is not an address: {address}")
    return address


def host_of(url: str) -> str:
    """An address's host, with its port where it has one."""
    return urlsplit(url).netloc.rpartition("@")[2]


def check_address(url: str) -> None:
    """See that nothing is asked over an open line. Raises ``BadInput``.

    HTTP without encryption is for this machine, or for a hub that the writer has named so in ``HF_ENDPOINT``.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadInput(f"Only addresses with https:// can be used, not {url[:200]}")
    if parts.scheme == "http" and not is_loopback(parts.hostname) and _origin(url) != _origin(endpoint()):
        raise BadInput(f"{host_of(url)} is asked without encryption (http://); only https:// is used.")


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host.lower() == "localhost":
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    return False


@contextmanager
def ask(
    url: str, cancel: CancelToken, headers: dict[str, str] | None = None, token: str = ""
) -> Iterator[http.client.HTTPResponse]:
    """The answer to a GET, which can be read within. ``token`` goes to the hub's own address and nowhere else.

    Raises ``Refused`` for an error of the server, ``Unreachable`` where there is no answer, ``Stopped``, ``BadInput``.
    """
    check_address(url)
    line = _Line()
    request = urllib.request.Request(  # noqa: S310 - check_address has looked
        url, headers={"User-Agent": _AGENT, "Accept-Encoding": "identity", **(headers or {})}
    )
    _authorize(request, token)
    cancel.listen(line.cut)
    try:
        with _opener(line, token).open(request, timeout=TIMEOUT_SECONDS) as answer:
            yield answer
    except urllib.error.HTTPError as error:
        _raise_if(cancel)
        if error.code < 400:
            error.close()
            raise Failure(f"{host_of(url)} sends on to an address that cannot be used ({error.code}).") from None
        raise _refused(error) from None
    except (OSError, http.client.HTTPException) as error:
        _raise_if(cancel)
        raise Unreachable(_why(url, error)) from error
    finally:
        cancel.forget(line.cut)


class _Line:
    """The sockets of one question; ``cut`` shuts them from any thread, and ends a read that waits."""

    def __init__(self) -> None:
        self._sockets: list[socket.socket] = []
        self._is_cut = False

    def add(self, connection: socket.socket) -> None:
        self._sockets.append(connection)
        if self._is_cut:
            self.cut()

    def cut(self) -> None:
        self._is_cut = True
        for connection in self._sockets:
            with contextlib.suppress(OSError):
                # Not SSLSocket's own shutdown, which takes the cipher away from under the thread that reads.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)


class _Connection(http.client.HTTPConnection):
    def __init__(self, *arguments: Any, line: _Line, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._line = line

    def connect(self) -> None:
        super().connect()
        self._line.add(self.sock)


class _SafeConnection(_Connection, http.client.HTTPSConnection):
    """The same with TLS, which stands behind in the order in which ``connect`` is looked up."""


class _Http(urllib.request.HTTPHandler):
    def __init__(self, line: _Line) -> None:
        super().__init__()
        self._line = line

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(functools.partial(_Connection, line=self._line), req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, line: _Line) -> None:
        super().__init__()
        self._line, self._tls = line, ssl.create_default_context()

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(functools.partial(_SafeConnection, line=self._line), req, context=self._tls)


class _Proxies(urllib.request.ProxyHandler):
    def proxy_open(self, req: urllib.request.Request, proxy: str, type: str) -> Any:
        return None if is_loopback(urlsplit(req.full_url).hostname or "") else super().proxy_open(req, proxy, type)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows the hub to the servers where its files lie, as far as addresses are allowed, without the token."""

    def __init__(self, token: str) -> None:
        self._token = token

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        try:
            check_address(newurl)
        except BadInput:
            fp.close()
            raise
        request = super().redirect_request(req, fp, code, msg, headers, newurl)
        if request is not None:
            _authorize(request, self._token)
        return request


def _authorize(request: urllib.request.Request, token: str) -> None:
    if token and _origin(request.full_url) == _origin(endpoint()):
        # What is unredirected stays behind when the hub sends us elsewhere.
        request.add_unredirected_header("Authorization", f"Bearer {token}")


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _opener(line: _Line, token: str) -> urllib.request.OpenerDirector:
    # Not build_opener: it also opens files and FTP.
    opener = urllib.request.OpenerDirector()
    for handler in (
        _Proxies(),
        _Http(line),
        _Https(line),
        _Redirects(token),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


def _raise_if(cancel: CancelToken) -> None:
    if cancel.is_set():
        raise Stopped("The download was stopped.") from None


def _refused(error: urllib.error.HTTPError) -> Refused:
    with contextlib.closing(error):
        try:
            wait = float(error.headers.get("Retry-After") or 0)
        except ValueError:
            wait = 0.0  # a date: servers that limit the rate send seconds
        return Refused(error.geturl(), error.code, error.headers.get("X-Error-Code") or "", max(wait, 0.0))


def _why(url: str, error: Exception) -> str:
    host, reason = host_of(url), getattr(error, "reason", error)
    if isinstance(reason, ssl.SSLCertVerificationError):
        return f"The connection to {host} is not safe: {reason.verify_message}."
    if isinstance(reason, TimeoutError):
        return f"{host} does not answer."
    if isinstance(reason, socket.gaierror):
        return f"{host} cannot be found: are you online?"
    if isinstance(reason, http.client.RemoteDisconnected | http.client.HTTPException):
        return f"The connection to {host} was broken off."
    words = getattr(reason, "strerror", None) or str(reason)
    return f"{host} cannot be reached ({words}): are you online?"
