"""Keeps the journal of unsaved edits at most two seconds behind the typing, in a thread of its own."""

import threading
import time

from PySide6.QtCore import QObject, Signal, Slot

from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.services.journal import Journal
from scriptwriter.ui.editor.editor import ScriptEditor

#: From the first unwritten letter to the begin of writing. Two seconds are promised; the disk needs its part of them.
_WAIT_SECONDS = 0.7
#: After a failure, such as a full disk, it is tried again so much later.
_RETRY_SECONDS = 5.0


class JournalKeeper(QObject):
    """Writes what the editor tells. ``failed`` says why it cannot, once, until it can again."""

    failed = Signal(str)

    def __init__(self, editor: ScriptEditor, journal: Journal | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.journal = journal or Journal()
        self._editor = editor
        self._wake = threading.Event()
        self._ended = threading.Event()
        self._told = False
        editor.page_layout.lines_replaced.connect(self._note)
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    @Slot(int, int, object)
    def _note(self, start: int, removed: int, lines: list[str]) -> None:
        self.journal.edit(start, removed, lines)
        self._wake.set()

    def begin(self, name: str, path) -> None:
        """What the editor shows is saved, or new and empty."""
        self.journal.begin(self._editor.classifier.lines, name, path)
        self._wake.set()

    def begin_unsaved(self, saved: str, name: str, path) -> None:
        """The editor shows more than ``saved``, which is what the file holds. Written at once. Raises ``Failure``."""
        lines = saved.split("\n")
        self.journal.begin(lines, name, path)
        self.journal.edit(0, len(lines), list(self._editor.classifier.lines))
        self.journal.flush()

    def close(self) -> None:
        """The document is closed: it is saved, or the writer does not want it."""
        self._ended.set()
        self._wake.set()
        self._thread.join()
        self.journal.discard()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._wake.wait()
            self._ended.wait(_WAIT_SECONDS)
            self._wake.clear()
            if not self._ended.is_set() and not self._flush():
                self._ended.wait(_RETRY_SECONDS)
                self._wake.set()

    def _flush(self) -> bool:
        try:
            self.journal.flush()
        except ScriptwriterError as error:
            if not self._told:
                self._told = True
                self.failed.emit(self.tr("Unsaved text is not protected at present: {0}").format(error))
            return False
        self._told = False
        return True

    def wait_until_written(self, seconds: float) -> bool:
        """For the end of a session and for tests: whether everything was written in that time."""
        limit = time.monotonic() + seconds
        while self.journal.dirty() and time.monotonic() < limit:
            self._wake.set()
            self._ended.wait(0.01)
        return not self.journal.dirty()
