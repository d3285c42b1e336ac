"""Opening and saving: the file that the editor holds, and the questions that go with it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.services import documents, recent
from scriptwriter.services.documents import ChangedOutside, Document
from scriptwriter.services.locks import RENEW_SECONDS, FileOwnership, OpenElsewhere
from scriptwriter.ui.core_lines import in_words

_SUFFIX = ".fountain"


class _NotWanted(Exception):
    """The writer does not want the file to be opened."""


class FileController(QObject):
    """One document at a time. ``text`` and ``is_modified`` ask the editor.

    Questions are methods (``ask_…``), so that tests answer them without a dialog.
    """

    opened = Signal(object)  # Document, to be shown
    saved = Signal(object)  # Document
    message = Signal(str)  # one line

    def __init__(self, window: QWidget, text: Callable[[], str], is_modified: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._text = text
        self._is_modified = is_modified
        self.document = Document()
        #: Asked when a save finds the file changed by another program; whether the text is saved then.
        self.resolve_outside: Callable[[], bool] = lambda: False
        self._ownership: FileOwnership | None = None
        self._renewal = QTimer(self)
        self._renewal.timeout.connect(self._renew)
        self._renewal.start(RENEW_SECONDS * 1000)

    @property
    def name(self) -> str:
        """What the title bar shows."""
        return self.document.path.name if self.document.path else self.tr("Untitled")

    # -- what the writer does ----------------------------------------------------------------------

    def new(self) -> None:
        """An empty document, after asking for the present one."""
        if self.may_leave():
            self._show(Document())

    def open(self) -> None:
        """Ask for a file and open it."""
        if self.may_leave():
            path = self.ask_open_path()
            if path is not None:
                self.load(path)

    def open_path(self, path: Path) -> None:
        """Open a known file, after asking for the present one."""
        if self.may_leave():
            self.load(path)

    def load(self, path: Path) -> bool:
        """Open a file; a problem is one line and leaves the present document alone."""
        try:
            document = documents.load(path)
            document, ownership = self._owned(document)
        except ScriptwriterError as error:
            self.message.emit(in_words(error))
            return False
        except _NotWanted:
            return False
        recent.add(path)
        self._show(document, ownership)
        for line in document.warnings:
            self.message.emit(line)
        if document.read_only:
            self.message.emit(self.tr("Opened read-only: {0}.").format(document.read_only))
        return True

    def open_recovered(self, path: Path | None) -> bool:
        """Open the file that a recovered text belongs to; an untitled document when it has none any more."""
        if not self.may_leave():
            return False
        if path is None or not path.exists():
            self._show(Document())
            return True
        return self.load(path)

    def _owned(self, document: Document) -> tuple[Document, FileOwnership | None]:
        """Hold the file. When somebody else has it, it is read-only, unless the writer takes it over."""
        if document.path is None or self._holds(document.path):
            return document, self._ownership
        try:
            return document, FileOwnership(document.path)
        except OpenElsewhere as error:
            answer = self.ask_open_elsewhere(error)
            if answer == QMessageBox.StandardButton.Cancel:
                raise _NotWanted from None
            if answer == QMessageBox.StandardButton.Yes:
                return document, FileOwnership(document.path, take_over=True)
            return replace(document, read_only=document.read_only or self.tr("it is open elsewhere")), None

    def _holds(self, path: Path) -> bool:
        return self._ownership is not None and self._ownership.holds(path)

    @Slot()
    def _renew(self) -> None:
        if self._ownership is not None:
            self._ownership.renew()

    def release(self) -> None:
        """Let go of the file: the window closes."""
        if self._ownership is not None:
            self._ownership.release()
            self._ownership = None

    def open_sample(self, path: Path) -> None:
        """Open a sample as a new, untitled document: the sample itself stays as it is."""
        if not self.may_leave():
            return
        try:
            sample = documents.load(path)
        except ScriptwriterError as error:
            self.message.emit(in_words(error))
            return
        self._show(replace(sample, path=None, stamp=None, read_only=""))

    def show_new(self, text: str) -> None:
        """Show a text that comes from elsewhere as a new, untitled document."""
        self._show(Document(text=text))

    def save(self) -> bool:
        """Save where the document is from; ask where to if it is new. False when it was not saved."""
        if self.document.path is None or self.document.read_only:
            return self.save_as()
        try:
            document = documents.save(self.document, self._text())
        except ChangedOutside:
            return self.resolve_outside()
        except ScriptwriterError as error:
            self.message.emit(in_words(error))
            return False
        return self._was_saved(document)

    def save_as(self) -> bool:
        """Ask where to and save there."""
        path = self.ask_save_path()
        if path is None:
            return False
        ownership = None
        try:
            ownership = self._ownership if self._holds(path) else FileOwnership(path)
            document = documents.save_as(self.document, self._text(), path)
        except ScriptwriterError as error:
            if ownership is not None and ownership is not self._ownership:
                ownership.release()
            self.message.emit(in_words(error))
            return False
        self._hold(ownership)
        return self._was_saved(document)

    def may_leave(self) -> bool:
        """Whether the present document may go: it is saved, or the writer does not want it."""
        if not self._is_modified():
            return True
        answer = self.ask_to_save()
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard

    def _hold(self, ownership: FileOwnership | None) -> None:
        if ownership is not self._ownership:
            self.release()
            self._ownership = ownership

    def _was_saved(self, document: Document) -> bool:
        self.document = document
        if document.path is not None:
            recent.add(document.path)
        self.saved.emit(document)
        self.message.emit(" ".join((self.tr("Saved {0}.").format(self.name), *document.warnings)))
        return True

    def _show(self, document: Document, ownership: FileOwnership | None = None) -> None:
        self._hold(ownership)
        self.document = document
        self.opened.emit(document)

    # -- questions ---------------------------------------------------------------------------------

    def _filters(self) -> str:
        return ";;".join(
            (
                self.tr("Scripts and stories (*.fountain *.txt *.md)"),
                self.tr("Fountain (*.fountain)"),
                self.tr("All files (*)"),
            )
        )

    def _folder(self) -> str:
        return str(self.document.path.parent) if self.document.path else ""

    def ask_open_path(self) -> Path | None:
        """Which file to open."""
        path, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open"), self._folder(), self._filters())
        return Path(path) if path else None

    def ask_save_path(self) -> Path | None:
        """Where to save; a name without a suffix becomes a Fountain file."""
        start = str(self.document.path or Path(self._folder()) / (self.tr("Untitled") + _SUFFIX))
        path, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save As"), start, self._filters())
        if not path:
            return None
        return Path(path) if Path(path).suffix else Path(path + _SUFFIX)

    def ask_to_save(self) -> QMessageBox.StandardButton:
        """What to do with unsaved text."""
        return QMessageBox.question(
            self._window,
            self.tr("Unsaved text"),
            self.tr("{0} has text that is not saved. Save it?").format(self.name),
            QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Save,
        )

    def ask_open_elsewhere(self, error: OpenElsewhere) -> QMessageBox.StandardButton:
        """Ok: read-only; Yes: take it over from another machine; Cancel: do not open it."""
        buttons = QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel
        box = QMessageBox(QMessageBox.Icon.Warning, self.tr("Open elsewhere"), in_words(error), buttons, self._window)
        box.setInformativeText(self.tr("It can be opened read-only; what you change can be saved as a copy."))
        box.button(QMessageBox.StandardButton.Ok).setText(self.tr("Open &Read-Only"))
        if error.elsewhere:
            box.addButton(QMessageBox.StandardButton.Yes).setText(self.tr("&Edit Anyway"))
        return QMessageBox.StandardButton(box.exec())
