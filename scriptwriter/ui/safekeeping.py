"""Nothing gets lost: the journal, what a crash has left, the versions, and the project of the script that is open."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from scriptwriter.domain.errors import Failure, ScriptwriterError
from scriptwriter.services import documents, journal, versions
from scriptwriter.services.documents import Document
from scriptwriter.services.journal import Recovered
from scriptwriter.services.project import Project, Projects
from scriptwriter.ui.background import Background
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.dialogs.recovery import Answer, RecoveryDialog
from scriptwriter.ui.dialogs.versions import VersionsDialog
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.edits import change_text
from scriptwriter.ui.files import FileController
from scriptwriter.ui.journaling import JournalKeeper

_log = logging.getLogger(__name__)


class Safekeeping(QObject):
    """Follows the document through opening, editing, saving and closing.

    ``project_changed`` tells that another script's project is open, or none (a script that has no file yet).
    """

    message = Signal(str)
    project_changed = Signal()
    restoring = Signal()  # the present text is about to give way to a version
    brought_back = Signal()  # an earlier text is there again, of a version or from a crash
    answered = Signal(str, object)  # the kind of some work with the project, and what came of it

    def __init__(self, window: QWidget, editor: ScriptEditor, files: FileController) -> None:
        super().__init__(window)
        self._window, self._editor, self._files = window, editor, files
        self.keeper = JournalKeeper(editor, parent=self)
        self.project: Project | None = None
        self._projects: Projects | None = None
        self._work = Background(self)
        self._autosave = QTimer(self)
        self._autosave.timeout.connect(self._save_by_itself)
        self._reason = versions.SAVED
        self._kept = 0
        self.keeper.failed.connect(self.message)
        self._work.failed.connect(self._work_failed)
        self._work.done.connect(self.answered)
        files.saved.connect(self._saved)

    # -- the document's life -----------------------------------------------------------------------

    def begin(self, document: Document) -> None:
        """Another document is shown."""
        self.keeper.begin(self._files.name, document.path)
        self._open_project(document)
        if document.path is not None and not document.read_only:
            self.keep_version(document.text, versions.OUTSIDE)

    @Slot(object)
    def _saved(self, document: Document) -> None:
        old_path = self._path
        self.keeper.begin(self._files.name, document.path)
        if document.path != old_path:
            self._open_project(document, original=old_path)
        elif self._projects is not None and document.path is not None:
            self._quietly(lambda: self._projects.saved(document.path, document.text))  # type: ignore[union-attr]
        self.keep_version(document.text, self._reason)

    def keep_version(self, text: str, reason: str) -> None:
        """Put a text among the versions, soon and off the window's thread; the same text is kept once."""
        project = self.project
        if project is not None and text:
            # Of jobs of one kind only the newest is done: every version is a kind of its own.
            self._kept += 1
            self._work.submit(f"version {self._kept}", lambda: versions.add(project, text, reason))

    def close(self) -> None:
        """The window closes: what has to be written is, and nothing is left to recover."""
        self._autosave.stop()
        self._work.wait()  # what has been put away a moment ago is kept, too
        self._work.close()
        self.keeper.close()
        self._close_project()
        if self._projects is not None:
            self._projects.close()

    # -- projects ----------------------------------------------------------------------------------

    _path: Path | None = None

    def _open_project(self, document: Document, original: Path | None = None) -> None:
        self._work.wait()
        self._close_project()
        self._path = document.path
        if document.path is not None:
            path = document.path
            try:
                self._projects = self._projects or Projects()
                self.project = self._projects.open(path, document.text, original)
            except Failure as error:
                self.message.emit(self.tr("Versions and notes are not kept at present: {0}").format(error))
            else:
                if self.project.database.put_aside is not None:
                    self.message.emit(
                        self.tr("The versions of this script were damaged; they lie in {0}.").format(
                            self.project.database.put_aside
                        )
                    )
        self.project_changed.emit()

    def _close_project(self) -> None:
        if self.project is not None:
            self.project.close()
            self.project = None

    def with_project(self, kind: str, work: Callable[[Project], object]) -> None:
        """Let the project that is open do something, soon and off the window's thread; nothing where there is none.

        Of works of one kind that wait only the newest is done; ``answered`` tells what came of it.
        """
        project = self.project
        if project is not None:
            self._work.submit(kind, lambda: work(project))

    def fact(self, name: str, default: Any = None) -> Any:
        """What is kept with the script under a name; the default for a script without a file."""
        try:
            return self.project.fact(name, default) if self.project is not None else default
        except Failure as error:
            self.message.emit(in_words(error))
            return default

    def set_fact(self, name: str, value: object) -> None:
        """Keep something with the script; a script without a file has nothing to keep it with, and is told so."""
        project = self.project
        if project is None:
            self.message.emit(self.tr("Save the script once, and this is kept with it."))
            return
        self._work.submit(f"fact {name}", lambda: project.set_fact(name, value))

    def finish(self) -> None:
        """Wait until what is to be kept is."""
        self._work.wait()

    # -- versions ----------------------------------------------------------------------------------

    def show_versions(self) -> None:
        """The dialog with all versions of this script."""
        if self.project is None:
            self.message.emit(self.tr("There are no versions yet: save the script first."))
            return
        self._work.wait()
        dialog = VersionsDialog(self.project, self._editor.text(), self._window)
        dialog.restore_wanted.connect(self.restore)
        dialog.exec()

    @Slot(str)
    def restore(self, text: str) -> None:
        """Bring a version back, as a step that can be undone; the present text becomes a version first."""
        present = self._editor.text()
        self.keep_version(present, versions.BEFORE_RESTORE)
        self.restoring.emit()
        change_text(self._editor.document(), self._editor.classifier.lines, text)
        self.brought_back.emit()
        self.message.emit(self.tr("The version is back. Undo brings your later text back."))

    # -- autosave ----------------------------------------------------------------------------------

    def set_autosave(self, minutes: int) -> None:
        """Save a script that has a file so often; 0: only when asked to."""
        self._autosave.stop()
        if minutes:
            self._autosave.start(minutes * 60_000)

    @Slot()
    def _save_by_itself(self) -> None:
        document = self._files.document
        if document.path is None or document.read_only or not self._editor.document().isModified():
            return
        if documents.changed_outside(document):
            return  # a question in the middle of a sentence would be worse; the watcher asks when it can
        self._reason = versions.AUTOSAVED
        try:
            self._files.save()
        finally:
            self._reason = versions.SAVED

    # -- after a crash -----------------------------------------------------------------------------

    def recover(self, ask: Callable[[list[Recovered]], tuple[Answer, Recovered]] | None = None) -> bool:
        """Offer what a crash has left; True when a text was opened."""
        try:
            found = journal.left_behind()
        except Failure as error:
            self.message.emit(in_words(error))
            return False
        while found:
            answer, one = (ask or self._ask)(found)
            if answer is Answer.LATER:
                return False
            if answer is Answer.OPEN:
                return self._open_recovered(one)
            journal.drop(one.journal)
            found.remove(one)
        return False

    def _ask(self, found: list[Recovered]) -> tuple[Answer, Recovered]:
        dialog = RecoveryDialog(found, self._window)
        dialog.exec()
        return dialog.answer, dialog.chosen

    def _open_recovered(self, one: Recovered) -> bool:
        if not self._files.open_recovered(one.path):
            return False
        saved = self._files.document.text
        change_text(self._editor.document(), self._editor.classifier.lines, one.text)
        self._editor.document().setModified(True)
        self.brought_back.emit()
        try:
            # The new journal must hold the text before the old one goes.
            self.keeper.begin_unsaved(saved, self._files.name, self._files.document.path)
        except ScriptwriterError as error:
            self.message.emit(in_words(error))
            return True
        journal.drop(one.journal)
        self.keep_version(one.text, versions.RECOVERED)
        self.message.emit(self.tr("The text is back. Save it to keep it."))
        return True

    # -- the rest ----------------------------------------------------------------------------------

    def _quietly(self, work: Callable[[], None]) -> None:
        self._work.submit("index", work)

    @Slot(str, str)
    def _work_failed(self, kind: str, line: str) -> None:
        _log.warning("safekeeping of %s failed", kind)
        self.message.emit(line.partition(": ")[2] or line)
