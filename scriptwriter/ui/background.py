"""Short work off the window's thread: the newest job of each kind wins."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Signal


class Background(QObject):
    """One worker thread for words and numbers (keywords, statistics). Close it before the program ends.

    ``done`` carries the kind of the job and its result, in the window's thread. A job that has been overtaken
    by a newer one of its kind before it began is left out; one that fails is told by ``failed``.
    """

    done = Signal(str, object)
    failed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._lock = threading.Lock()
        self._newest: dict[str, int] = {}
        self._closed = False

    def submit(self, kind: str, work: Callable[[], Any]) -> None:
        """Do ``work`` soon; it must not touch any widget or document. Nothing is begun any more after ``close``."""
        if self._closed:
            return
        with self._lock:
            number = self._newest[kind] = self._newest.get(kind, 0) + 1
        self._pool.submit(self._run, kind, number, work)

    def wait(self) -> None:
        """Wait until everything that was submitted is done."""
        self._pool.submit(int).result()

    def close(self) -> None:
        """Leave out what has not begun, wait for what has."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _is_newest(self, kind: str, number: int) -> bool:
        with self._lock:
            return self._newest[kind] == number

    def _run(self, kind: str, number: int, work: Callable[[], Any]) -> None:
        if not self._is_newest(kind, number):
            return
        try:
            result = work()
        except Exception as error:  # noqa: BLE001 - told to the window, which writes it to the log
            self.failed.emit(kind, f"{type(error).__name__}: {error}")
            return
        if self._is_newest(kind, number):
            self.done.emit(kind, result)
