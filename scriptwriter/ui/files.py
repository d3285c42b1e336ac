"""Opening and saving: the file that the editor holds, and the questions that go with it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.services import documents, recent
from scriptwriter.services.documents import ChangedOutside, Document

_SUFFIX = ".fountain"


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
        except ScriptwriterError as error:
            self.message.emit(str(error))
            return False
        recent.add(path)
        self._show(document)
        for line in document.warnings:
            self.message.emit(line)
        if document.read_only:
            self.message.emit(self.tr("Opened read-only: {0}.").format(document.read_only))
        return True

    def open_sample(self, path: Path) -> None:
        """Open a sample as a new, untitled document: the sample itself stays as it is."""
        if not self.may_leave():
            return
        try:
            sample = documents.load(path)
        except ScriptwriterError as error:
            self.message.emit(str(error))
            return
        self._show(replace(sample, path=None, stamp=None, read_only=""))

    def save(self) -> bool:
        """Save where the document is from; ask where to if it is new. False when it was not saved."""
        if self.document.path is None or self.document.read_only:
            return self.save_as()
        try:
            document = documents.save(self.document, self._text())
        except ChangedOutside as error:
            return self._save_over(error)
        except ScriptwriterError as error:
            self.message.emit(str(error))
            return False
        return self._was_saved(document)

    def save_as(self) -> bool:
        """Ask where to and save there."""
        path = self.ask_save_path()
        if path is None:
            return False
        try:
            document = documents.save_as(self.document, self._text(), path)
        except ScriptwriterError as error:
            self.message.emit(str(error))
            return False
        return self._was_saved(document)

    def may_leave(self) -> bool:
        """Whether the present document may go: it is saved, or the writer does not want it."""
        if not self._is_modified():
            return True
        answer = self.ask_to_save()
        if answer == QMessageBox.StandardButton.Save:
            return self.save()
        return answer == QMessageBox.StandardButton.Discard

    def _save_over(self, error: ChangedOutside) -> bool:
        if not self.ask_to_overwrite(str(error)):
            return self.save_as()
        try:
            document = documents.save(self.document, self._text(), overwrite=True)
        except ScriptwriterError as failure:
            self.message.emit(str(failure))
            return False
        return self._was_saved(document)

    def _was_saved(self, document: Document) -> bool:
        self.document = document
        if document.path is not None:
            recent.add(document.path)
        self.saved.emit(document)
        self.message.emit(" ".join((self.tr("Saved {0}.").format(self.name), *document.warnings)))
        return True

    def _show(self, document: Document) -> None:
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

    def ask_to_overwrite(self, line: str) -> bool:
        """Whether to write over what another program has saved in the meantime."""
        answer = QMessageBox.warning(
            self._window,
            self.tr("Changed outside"),
            self.tr("{0}\n\nWrite over it, or save under another name?").format(line),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No,
            QMessageBox.StandardButton.No,
        )
        return answer == QMessageBox.StandardButton.Yes
