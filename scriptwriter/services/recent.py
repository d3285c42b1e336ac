"""The files that the writer worked on last, newest first. What goes wrong here is only logged."""

import json
import logging
from pathlib import Path

from scriptwriter.domain.errors import Failure
from scriptwriter.services import paths
from scriptwriter.services.atomic import write_atomically

#: As many are remembered; a menu may show fewer.
MAX_FILES = 50
_PRIVATE = 0o600
_log = logging.getLogger(__name__)


def files(limit: int = 10) -> list[Path]:
    """The recent files that still exist, newest first, at most ``limit``."""
    return [path for path in _read() if path.is_file()][:limit]


def add(path: Path) -> None:
    """Put a file in front; files that are gone drop out."""
    path = path.expanduser().absolute()
    _write([path, *(other for other in _read() if other != path and other.is_file())])


def remove(path: Path) -> None:
    """Forget one file."""
    path = path.expanduser().absolute()
    _write([other for other in _read() if other != path])


def clear() -> None:
    """Forget all files."""
    _write([])


def _read() -> list[Path]:
    try:
        names = json.loads(paths.recent_file().read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (Failure, OSError, ValueError) as error:
        _log.warning("The recent files could not be read: %s", type(error).__name__)
        return []
    if not isinstance(names, list):
        return []
    return [Path(name) for name in names if isinstance(name, str) and name and "\0" not in name]


def _write(files: list[Path]) -> None:
    data = json.dumps([str(path) for path in files[:MAX_FILES]], indent=1)
    try:
        write_atomically(paths.recent_file(), data.encode(), _PRIVATE)
    except (Failure, OSError, UnicodeEncodeError) as error:
        _log.warning("The recent files could not be saved: %s", type(error).__name__)
