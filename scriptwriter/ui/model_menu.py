"""The model menu: bundled and added models, which one is in use, and how it is."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.engine.catalogue import ModelEntry, check_file
from scriptwriter.services import models
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.session import ModelState, ModelStatus


class ModelMenu(QMenu):
    """Filled anew each time it opens, so that models added elsewhere appear."""

    chosen = Signal(object)  # ModelEntry
    problem = Signal(str)  # one line

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("&Model"))
        self.setToolTipsVisible(True)
        self._status = ModelStatus(ModelState.NONE)
        self.more: list[QAction] = []  # actions of the window that stand at the end
        self._group = QActionGroup(self)
        self.aboutToShow.connect(self.refill)
        self.refill()

    def show_status(self, status: ModelStatus) -> None:
        """Remember how the model in use is, for when the menu opens; one that is open shows it now."""
        self._status = status
        if self.isVisible():
            self.refill()

    def refill(self) -> None:
        """List the models as they are now."""
        self.clear()
        self._group.deleteLater()
        self._group = QActionGroup(self)
        try:
            entries = models.catalogue().entries()
        except ScriptwriterError as error:
            self.problem.emit(in_words(error))
            entries = []
        current = self._status.entry
        if current is not None and all(entry.name != current.name for entry in entries):
            entries.append(current)
        for entry in entries:
            self.addAction(self._action(entry))
        if not entries:
            self.addAction(self.tr("No model installed")).setEnabled(False)
        self.addSeparator()
        self.addAction(self.tr("&Add a Model File…")).triggered.connect(self.ask_for_file)
        self.addActions(self.more)

    def _action(self, entry: ModelEntry) -> QAction:
        action = QAction(self._label(entry), self._group)
        action.setCheckable(True)
        action.setChecked(self._is_current(entry))
        action.setData(entry)
        action.setToolTip(self._status.reason if self._is_current(entry) else str(entry.path))
        action.triggered.connect(self._choose)
        return action

    def _is_current(self, entry: ModelEntry) -> bool:
        return self._status.entry is not None and self._status.entry.name == entry.name

    def _label(self, entry: ModelEntry) -> str:
        origin = "" if entry.bundled else self.tr(" (added)")
        if not self._is_current(entry):
            return entry.title + origin
        states = {
            ModelState.LOADING: self.tr("opening…"),
            ModelState.READY: self.tr("ready"),
            ModelState.FAILED: self.tr("cannot be used"),
            ModelState.NONE: "",
        }
        return f"{entry.title}{origin} — {states[self._status.state]}"

    def _choose(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.chosen.emit(action.data())

    def ask_for_file(self) -> None:
        """Let the writer choose a file; a good one is added and chosen."""
        path, _ = QFileDialog.getOpenFileName(
            self.parentWidget(), self.tr("Add a Model File"), "", self.tr("Models (*.gguf);;All files (*)")
        )
        if path:
            self.add_file(Path(path))

    def add_file(self, path: Path) -> None:
        """Add a file to the writer's models and choose it; what is wrong with it becomes one line."""
        try:
            check_file(path)
            entry = models.catalogue().add(path)
        except ScriptwriterError as error:
            self.problem.emit(in_words(error))
            return
        self.chosen.emit(entry)
