"""Downloading one large file: all of it, as the hub's checksum says, or nothing but a part to go on with.

The part (``services/part.py``) lies beside the target. It survives a cancelled download, a lost line and a killed
process; the same download goes on from there. The target itself appears at the end, by ``settle``.
"""

import contextlib
import hashlib
import os
import re
import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path

from filelock import FileLock, Timeout

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.services import hub, paths, web
from scriptwriter.services.atomic import reason, sync_folder
from scriptwriter.services.part import (
    BLOCK_BYTES,
    CARD,
    PART,
    TELL_SECONDS,
    Part,
    Progress,
    Source,
    Stage,
    Tell,
    beside,
    raise_if_stopped,
    read_card,
    size_of,
)

#: Between tries that brought nothing, in seconds; a try that brought something begins anew with the first.
WAITS = (1.0, 2.0, 4.0, 8.0, 16.0)
#: A server that wants to be left alone for longer is not waited for.
_MOST_RETRY_AFTER = 60.0
_SPEED_SECONDS = 8.0
_TRY_AGAIN = frozenset({408, 416, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A download that was stopped: ``done`` bytes of it are there."""

    source: Source
    target: Path
    done: int


def fetch(source: Source, target: Path, cancel: CancelToken, tell: Tell) -> Path:
    """Download a file, or what is missing of it; the path of its part, which is whole and has the right checksum.

    Raises ``Failure`` (network, disk, checksum; ``web.Stopped`` when cancelled) or ``BadInput`` with one line.
    """
    with _only_here(target), contextlib.closing(Part(source, target)) as part:
        part.begin(cancel, tell)
        _receive_all(part, cancel, Meter(source.size, tell))
        part.check()
        return part.path


def settle(part: Path, target: Path) -> None:
    """Give a part that is whole its name. Raises ``Failure``."""
    try:
        os.replace(part, target)
    except OSError as error:
        raise Failure(f"{target.name} could not be put in its place: {reason(error)}.") from error
    beside(target, CARD).unlink(missing_ok=True)
    sync_folder(target.parent)


def unfinished(folder: Path) -> list[Unfinished]:
    """What was begun in a folder and can be gone on with, by name."""
    found = []
    for card in sorted(folder.glob(f"*{CARD}")):
        target = card.with_name(card.name.removesuffix(CARD))
        source, _ = read_card(card)
        if source is not None:
            found.append(Unfinished(source, target, size_of(beside(target, PART))))
    return found


# -- from the server -----------------------------------------------------------------------------------


def _receive_all(part: Part, cancel: CancelToken, meter: "Meter") -> None:
    tries = 0
    while part.have < part.source.size:
        before = part.have
        try:
            _receive(part, cancel, meter)
        except (web.Unreachable, web.Refused) as error:
            tries = 0 if part.have > before else tries
            if tries >= len(WAITS) or not _is_passing(error):
                raise _told(error, part.source) from error
            if getattr(error, "status", 0) == 416:
                part.restart()
            _pause(max(WAITS[tries], getattr(error, "retry_after", 0.0)), cancel)
            tries += 1


def _receive(part: Part, cancel: CancelToken, meter: "Meter") -> None:
    """One connection: as much as it brings."""
    source, headers = part.source, {}
    if part.have:
        headers = {"Range": f"bytes={part.have}-"} | ({"If-Range": part.etag} if part.etag else {})
    with web.ask(source.url, cancel, headers, hub.token()) as answer:
        if answer.status == 206 and not _continues(answer, part.have, source.size):
            part.restart()
            raise web.Unreachable(f"{web.host_of(answer.url)} sent another part of the file than was asked for.")
        if answer.status != 206:
            # The server knows no ranges, or the file is another one than that of the part.
            part.restart()
            _check_length(answer, source)
        part.remember(answer.headers.get("ETag") or "")
        while block := answer.read1(BLOCK_BYTES):
            part.append(block)
            meter.reached(part.have)
            raise_if_stopped(cancel)
        raise_if_stopped(cancel)
        if part.have < source.size:
            raise web.Unreachable(f"The connection to {web.host_of(answer.url)} was broken off.")


def _continues(answer: HTTPResponse, have: int, size: int) -> bool:
    found = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", answer.headers.get("Content-Range") or "")
    return found is not None and (int(found[1]), int(found[2])) == (have, size)


def _check_length(answer: HTTPResponse, source: Source) -> None:
    # Networks with a login page answer for everybody.
    if answer.length is not None and answer.length != source.size:
        host = web.host_of(answer.url)
        raise Failure(
            f"{host} sends something else than {Path(source.file).name}: it has another size than the hub says."
        )


def _is_passing(error: web.Unreachable | web.Refused) -> bool:
    if isinstance(error, web.Refused):
        return error.status in _TRY_AGAIN and error.retry_after <= _MOST_RETRY_AFTER
    return True


def _told(error: web.Unreachable | web.Refused, source: Source) -> Failure | BadInput:
    if isinstance(error, web.Refused):
        return hub.explain(error, source.repository)
    return Failure(f"{error} What is there is kept; the same download goes on with it.")


def _pause(seconds: float, cancel: CancelToken) -> None:
    awake = threading.Event()
    cancel.listen(awake.set)
    awake.wait(seconds)
    cancel.forget(awake.set)
    raise_if_stopped(cancel)


class Meter:
    """How fast it goes, told a few times a second; ``total`` in bytes."""

    def __init__(self, total: int, tell: Tell) -> None:
        self._total, self._tell = total, tell
        self._seen: deque[tuple[float, int]] = deque()
        self._told = 0.0

    def reached(self, done: int) -> None:
        """So many bytes are there."""
        now = time.monotonic()
        if self._seen and done < self._seen[-1][1]:
            self._seen.clear()  # begun anew
        self._seen.append((now, done))
        while now - self._seen[0][0] > _SPEED_SECONDS:
            self._seen.popleft()
        if now - self._told >= TELL_SECONDS or done == self._total:
            self._told = now
            (since, first), passed = self._seen[0], now - self._seen[0][0]
            speed = (done - first) / passed if passed > 0.5 and now > since else 0.0
            left = (self._total - done) / speed if speed > 0 else 0.0
            self._tell(Progress(Stage.DOWNLOADING, done, self._total, speed, left))


@contextlib.contextmanager
def _only_here(target: Path) -> Iterator[None]:
    """One download of a file at a time, also among several windows."""
    folder = paths.data_dir() / "locks"
    mark = hashlib.sha256(os.fsencode(os.path.realpath(target))).hexdigest()[:32]
    lock = FileLock(str(folder / f"{mark}.lock"), thread_local=False)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout:
        raise Failure(f"{target.name} is being downloaded already, in another window or program.") from None
    except OSError as error:
        raise Failure(f"{target.name} cannot be kept: {reason(error)} ({folder}).") from error
    try:
        yield
    finally:
        lock.release()
