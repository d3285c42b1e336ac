"""Long work in a thread, one piece at a time: a newer one takes the place of an older one, which is cancelled."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject

from scriptwriter.domain.cancel import CancelToken


class NewestWork(QObject):
    """What the work tells has to say of which piece it is; ``is_newest`` says whether anybody still wants it."""

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._number, self._token = 0, CancelToken()
        self.running = False

    def begin(self, work: Callable[[int, CancelToken], None]) -> None:
        """Do this (it gets its number and what cancels it), and no longer what was wanted before."""
        self.cancel()
        self._token, self.running = CancelToken(), True
        self._pool.submit(work, self._number, self._token)

    def is_newest(self, number: int) -> bool:
        """Whether this piece has not been overtaken or cancelled."""
        return number == self._number

    def cancel(self) -> None:
        """Stop; nothing is told any more."""
        self._token.set()
        self._number += 1
        self.running = False

    def close(self) -> None:
        """Stop for good, and wait until what was at work has ended."""
        self.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
