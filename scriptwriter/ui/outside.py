"""Notices that another program has changed the file, and settles it with the writer."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.services import documents, versions
from scriptwriter.services.documents import Document
from scriptwriter.services.merge import Merged, merge
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.dialogs.outside import Choice, OutsideDialog
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.edits import change_text
from scriptwriter.ui.files import FileController
from scriptwriter.ui.timers import single_shot

#: Programs write in several steps: look when it has been quiet for so long.
_QUIET_MS = 250


class OutsideChanges(QObject):
    """Text without unsaved changes follows the file; otherwise the writer is asked.

    ``keep_version`` puts a text among the versions, so that no choice loses anything.
    """

    message = Signal(str)

    def __init__(
        self,
        window: QWidget,
        editor: ScriptEditor,
        files: FileController,
        keep_version: Callable[[str, str], None],
    ) -> None:
        super().__init__(window)
        self._window, self._editor, self._files, self._keep = window, editor, files, keep_version
        self._watcher = QFileSystemWatcher(self)
        self._timer = single_shot(self, self.look)
        self._asking = self._closed = False
        self._watcher.fileChanged.connect(self._look_soon)
        files.opened.connect(self._watch)
        files.saved.connect(self._watch)
        files.resolve_outside = self.settle_for_save
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._state_changed)

    def close(self) -> None:
        """Look no more: the window closes."""
        self._closed = True
        self._timer.stop()
        if self._watcher.files():
            self._watcher.removePaths(self._watcher.files())

    @Slot(object)
    def _watch(self, document: Document) -> None:
        watched = self._watcher.files()
        if watched:
            self._watcher.removePaths(watched)
        if document.path is not None:
            self._watcher.addPath(str(document.path))

    @Slot(str)
    def _look_soon(self, _path: str = "") -> None:
        self._timer.start(_QUIET_MS)

    @Slot(Qt.ApplicationState)
    def _state_changed(self, state: Qt.ApplicationState) -> None:
        # Network folders tell nobody of changes: look whenever the writer comes back.
        if state == Qt.ApplicationState.ApplicationActive:
            self._look_soon()

    @Slot()
    def look(self) -> None:
        """Compare with the file now."""
        document = self._files.document
        if self._closed:
            return
        self._watch(document)
        if self._asking or document.path is None or document.stamp is None:
            return
        if not document.path.exists():
            return  # moved or deleted: the next save brings it back, and nothing here is lost
        if not documents.changed_outside(document):
            return
        theirs = self._read()
        if theirs is None:
            return
        if self._editor.document().isModified():
            self._settle(theirs)
        else:
            self._take(theirs)
            self.message.emit(self.tr("{0} was changed by another program and read again.").format(self._files.name))

    def settle_for_save(self) -> bool:
        """A save has found the file changed; whether the text is saved now."""
        theirs = self._read()
        if theirs is None:
            return False
        choice = self._settle(theirs)
        if choice in (Choice.JOIN, Choice.MINE):
            return self._files.save()
        return choice is Choice.THEIRS or not self._editor.document().isModified()

    def _read(self) -> Document | None:
        path = self._files.document.path
        try:
            return documents.load(path) if path is not None else None
        except ScriptwriterError as error:
            self.message.emit(in_words(error))
            return None

    def _settle(self, theirs: Document) -> Choice | None:
        mine, base = self._editor.text(), self._files.document.text
        if mine == theirs.text:
            self._take(theirs)
            return Choice.THEIRS
        joined = merge(base, mine, theirs.text)
        self._asking = True
        try:
            choice = self.ask(mine, theirs.text, joined)
        finally:
            self._asking = False
        self._do(choice, mine, theirs, joined)
        return choice

    def _do(self, choice: Choice | None, mine: str, theirs: Document, joined: Merged) -> None:
        if choice is None:
            return
        if choice is Choice.THEIRS:
            self._keep(mine, versions.BEFORE_RESTORE)
            self._take(theirs)
        elif choice is Choice.APART:
            if self._files.save_as():
                self.message.emit(self.tr("Your text is {0} now.").format(self._files.name))
        else:
            self._keep(theirs.text, versions.OUTSIDE)
            if choice is Choice.JOIN:
                self._keep(mine, versions.BEFORE_RESTORE)
                self._show(joined.text)
            # The file as it is now is known: the next save may replace it.
            self._files.document = replace(theirs, read_only=self._files.document.read_only)

    def _take(self, theirs: Document) -> None:
        self._show(theirs.text)
        self._files.document = theirs
        self._files.saved.emit(theirs)

    def _show(self, text: str) -> None:
        change_text(self._editor.document(), self._editor.classifier.lines, text)

    def ask(self, mine: str, theirs: str, joined: Merged) -> Choice | None:
        """What the writer wants; None: decide later."""
        dialog = OutsideDialog(self._files.name, mine, theirs, joined, self._window)
        return dialog.choice if dialog.exec() else None
