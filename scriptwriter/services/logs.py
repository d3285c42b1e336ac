"""The program's own log, for mending it. What the writer wrote never goes there.

Exceptions are logged by their type and the places in the code, without their message: it may quote the
script.
"""

import contextlib
import faulthandler
import logging
import logging.handlers
import os
import traceback
from pathlib import Path
from types import TracebackType
from typing import TextIO

from scriptwriter.domain.errors import Failure
from scriptwriter.services import paths

_LOG = "scriptwriter.log"
_FAULTS = "faults.log"
_MAX_BYTES = 1_000_000
_OLD_FILES = 3
_PRIVATE = 0o600

_ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """Tells where an exception came from, but not its words."""

    def formatException(self, ei: _ExceptionInfo) -> str:  # noqa: N802 - logging's own name
        """The exception's type and the code's places, innermost last."""
        kind, _, trace = ei
        if kind is None:
            return ""
        places = [f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
        return "\n".join([kind.__name__, *places])


class FaultLog:
    """Where Python writes its last words when it crashes. Keep it alive as long as the program."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FAULTS
        self.previous = _take(self._path)
        self._file: TextIO | None = None
        with contextlib.suppress(OSError):
            self._file = open(self._path, "w", encoding="utf-8", opener=_private_opener)  # noqa: SIM115
            faulthandler.enable(self._file)

    def close(self) -> None:
        """A clean end: nothing is left behind that would look like a crash."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            with contextlib.suppress(OSError):
                self._path.unlink()


def start_logging(level: int = logging.INFO) -> logging.Handler | None:
    """Log the package's messages to a rotating file; None where none can be made, which stops nothing."""
    try:
        path = paths.logs_dir() / _LOG
        with open(path, "a", opener=_private_opener):
            pass
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=_MAX_BYTES, backupCount=_OLD_FILES, encoding="utf-8", delay=True
        )
    except (Failure, OSError):
        return None
    handler.setFormatter(DiscreetFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    package = logging.getLogger("scriptwriter")
    package.addHandler(handler)
    package.setLevel(level)
    return handler


def stop_logging(handler: logging.Handler | None) -> None:
    """Undo ``start_logging``."""
    if handler is not None:
        logging.getLogger("scriptwriter").removeHandler(handler)
        handler.close()


def start_fault_log() -> FaultLog | None:
    """Catch the interpreter's crashes; ``previous`` tells of the last run's. None without a log folder."""
    try:
        return FaultLog(paths.logs_dir())
    except Failure:
        return None


def _take(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _private_opener(path: str, flags: int) -> int:
    return os.open(path, flags, _PRIVATE)
