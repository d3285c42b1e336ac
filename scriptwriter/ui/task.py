"""Long work that the writer waits for: off the window's thread, with a bar and a way to cancel it."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QThread, Signal, Slot
from PySide6.QtWidgets import QProgressDialog, QWidget

from scriptwriter.domain.cancel import CancelToken

#: Work that is done sooner shows no bar.
_PATIENCE_MS = 400
_STEPS = 1000
_T = TypeVar("_T")


class _Worker(QThread):
    progressed = Signal(float)

    def __init__(self, work: Callable[[Callable[[float], None]], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self.result: object = None
        self.error: BaseException | None = None

    def run(self) -> None:
        """Do the work; what goes wrong is raised where it was asked for."""
        try:
            self.result = self._work(self.progressed.emit)
        except BaseException as error:  # noqa: BLE001 - raised again in the window's thread
            self.error = error


class _Bar(QProgressDialog):
    """Appears when the work takes its time. Its slots run in the window's thread, whoever calls them."""

    def __init__(self, window: QWidget, text: str) -> None:
        super().__init__(text, "", 0, _STEPS, window)
        self.setCancelButtonText(self.tr("Cancel"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(_PATIENCE_MS)
        self.setAutoClose(False)
        self.setAutoReset(False)

    @Slot(float)
    def show_part(self, part: float) -> None:
        """From 0 to 1."""
        self.setValue(round(part * _STEPS))


def run_task(window: QWidget, text: str, work: Callable[[Callable[[float], None]], _T], token: CancelToken) -> _T:
    """Do ``work``, which is given a function to tell how far it is (0 to 1), and return what it returns.

    The window stays alive but takes no keys meanwhile. Cancelling sets ``token``; what the work raises is raised here.
    """
    worker, bar, loop = _Worker(work, window), _Bar(window, text), QEventLoop()
    worker.progressed.connect(bar.show_part)
    worker.finished.connect(loop.quit)
    bar.canceled.connect(token.set)
    worker.start()
    loop.exec()
    worker.wait()
    bar.canceled.disconnect(token.set)
    bar.close()
    bar.deleteLater()
    worker.deleteLater()
    if worker.error is not None:
        raise worker.error
    return worker.result  # type: ignore[return-value]
