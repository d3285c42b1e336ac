"""The part of a download that is there: ``NAME.part``, and ``NAME.part.json``, which says what it belongs to."""

import contextlib
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import Failure
from scriptwriter.services.atomic import reason, write_atomically
from scriptwriter.services.web import Stopped

PART, CARD = ".part", ".part.json"
BLOCK_BYTES = 256 << 10
#: Progress is told so often, and no more: a window has other things to do.
TELL_SECONDS = 0.1
_MAGIC = b"GGUF"
#: Kept free on the disk: the writer's scripts have to be saved meanwhile.
_SPARE_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Source:
    """A file to download; ``size`` in bytes, ``sha256`` in hexadecimal. The rest says where it is from."""

    url: str
    sha256: str
    size: int
    repository: str
    revision: str
    file: str
    licence: str = ""


class Stage(StrEnum):
    """What is being done."""

    CHECKING = "checking"  # what is there already
    DOWNLOADING = "downloading"
    OPENING = "opening"  # to see that it works


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` bytes; ``seconds_left`` is 0 where it is not known."""

    stage: Stage
    done: int
    total: int
    bytes_per_second: float = 0.0
    seconds_left: float = 0.0


Tell = Callable[[Progress], None]


class Part:
    """What is there of a file: ``have`` bytes, with their checksum so far."""

    def __init__(self, source: Source, target: Path) -> None:
        self.source, self.target = source, target
        self.path, self._card = beside(target, PART), beside(target, CARD)
        self.have, self.etag = 0, ""
        self._digest = hashlib.sha256()
        self._file: BinaryIO | None = None

    def begin(self, cancel: CancelToken, tell: Tell) -> None:
        """Open what is there, if it belongs to this file, and read it for its checksum."""
        with self._told():
            self.path.parent.mkdir(parents=True, exist_ok=True)
        known, self.etag = read_card(self._card)
        same = known is not None and (known.sha256, known.size) == (self.source.sha256, self.source.size)
        if not same or size_of(self.path) > self.source.size:
            forget(self.target)
            self.etag = ""
        with self._told():
            self._check_room()
            self._write_card()
            self._file = self.path.open("a+b")
            self._file.seek(0)
            told = float("-inf")
            while block := self._file.read(BLOCK_BYTES):
                raise_if_stopped(cancel)
                self._digest.update(block)
                self.have += len(block)
                if time.monotonic() - told >= TELL_SECONDS:
                    told = time.monotonic()
                    tell(Progress(Stage.CHECKING, self.have, self.source.size))

    def append(self, block: bytes) -> None:
        """More of it."""
        if self.have == 0 and block[:4] != _MAGIC[: len(block)]:
            raise Failure(f"What comes for {self.target.name} is no GGUF model file.")
        if self.have + len(block) > self.source.size:
            self._drop()
            raise Failure(f"What comes for {self.target.name} is longer than the hub says; it was deleted.")
        with self._told():
            self._opened.write(block)
        self._digest.update(block)
        self.have += len(block)

    def restart(self) -> None:
        """What is there is of no use."""
        with self._told():
            self._opened.truncate(0)
        self.have, self.etag, self._digest = 0, "", hashlib.sha256()

    def remember(self, etag: str) -> None:
        """The server's mark for this state of the file; a weak one (W/) says too little to go on by."""
        etag = "" if etag.startswith("W/") or not etag.isprintable() else etag
        if etag != self.etag:
            self.etag = etag
            with self._told():
                self._write_card()

    def check(self) -> None:
        """Bring all of it to the disk and compare its checksum. Raises ``Failure``; a wrong one is deleted."""
        with self._told():
            self._opened.flush()
            os.fsync(self._opened.fileno())
        if self._digest.hexdigest() != self.source.sha256:
            self._drop()
            raise Failure(
                f"{self.target.name} has another checksum than the hub says: it was damaged on its way, or it is not "
                "the file. It was deleted; try again."
            )

    def close(self) -> None:
        """Leave what is there for the next time."""
        if self._file is not None:
            # A full disk has been told already.
            with contextlib.suppress(OSError):
                self._file.close()
            self._file = None
            if self.have == 0:
                with contextlib.suppress(Failure):
                    forget(self.target)

    @property
    def _opened(self) -> BinaryIO:
        if self._file is None:
            raise ValueError("the part is not open")
        return self._file

    def _drop(self) -> None:
        self.have = 0
        self.close()

    def _write_card(self) -> None:
        data = json.dumps({**asdict(self.source), "etag": self.etag}, indent=1)
        write_atomically(self._card, data.encode())

    def _check_room(self) -> None:
        wanted = self.source.size - size_of(self.path)
        free = shutil.disk_usage(self.path.parent).free
        if wanted + _SPARE_BYTES > free:
            raise Failure(
                f"{self.target.name} needs {size_words(wanted)} more on the disk; {size_words(free)} are free in "
                f"{self.path.parent}."
            )

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Failure(
                f"{self.target.name} cannot be kept: {reason(error)} ({self.path.parent}). What is there is kept; the "
                "same download goes on with it."
            ) from error


def size_words(size: float) -> str:
    """A size as people say it."""
    return f"{size / 1e9:.1f} GB" if size >= 0.95e9 else f"{size / 1e6:.0f} MB"


def beside(target: Path, suffix: str) -> Path:
    """A file that belongs to a target."""
    return target.with_name(target.name + suffix)


def size_of(path: Path) -> int:
    """A file's size in bytes; 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def read_card(card: Path) -> tuple[Source | None, str]:
    """What a part belongs to, and its server's mark; None where the card does not say."""
    try:
        fields: dict[str, Any] = json.loads(card.read_text(encoding="utf-8"))
        etag = str(fields.pop("etag", ""))
        source = Source(**fields)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None, ""
    texts = (source.url, source.sha256, source.repository, source.revision, source.file, source.licence)
    whole = all(isinstance(text, str) for text in texts) and isinstance(source.size, int)
    return (source, etag) if whole else (None, "")


def raise_if_stopped(cancel: CancelToken) -> None:
    """Raise ``Stopped`` when the token is set."""
    if cancel.is_set():
        raise Stopped("The download was stopped; the same download goes on with what is there.")


def forget(target: Path) -> None:
    """Delete what is there of a download. Raises ``Failure``."""
    try:
        for suffix in (PART, CARD):
            beside(target, suffix).unlink(missing_ok=True)
    except OSError as error:
        raise Failure(f"{beside(target, PART)} could not be deleted: {reason(error)}.") from error
