"""Waiting before something is done, once: the pause after the last key, the next turn of the event loop."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def single_shot(parent: QObject, slot: Callable[[], object], milliseconds: int = 0) -> QTimer:
    """A timer that calls ``slot`` once each time it is started; starting it again begins the wait anew."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(slot)
    return timer
