"""Stopping work from another thread."""

import threading
from collections.abc import Callable


class CancelToken:
    """Set once, from any thread; tells its listeners at once.

    A plain ``threading.Event`` has to be polled. The engine's client must instead *send* the
    cancellation to another process at the moment of the key press, so it listens here.
    """

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []

    def set(self) -> None:
        """Cancel. The listeners are called once, in the caller's thread."""
        with self._lock:
            if self._event.is_set():
                return
            self._event.set()
            listeners, self._listeners = self._listeners, []
        for listener in listeners:
            listener()

    def is_set(self) -> bool:
        """Whether the work has been cancelled."""
        return self._event.is_set()

    def listen(self, listener: Callable[[], None]) -> None:
        """Call ``listener`` when the token is set, or right now if it is set already."""
        with self._lock:
            if not self._event.is_set():
                self._listeners.append(listener)
                return
        listener()

    def forget(self, listener: Callable[[], None]) -> None:
        """Stop telling ``listener``; nothing happens if it was never told to listen."""
        with self._lock:
            if listener in self._listeners:
                self._listeners.remove(listener)
