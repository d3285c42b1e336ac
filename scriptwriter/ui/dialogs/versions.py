"""The versions of a script: look at one beside the present text, give it a name, bring it back."""

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QInputDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.services import versions
from scriptwriter.services.project import Project
from scriptwriter.services.versions import Version
from scriptwriter.ui.compare_view import CompareView
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.dialogs.recovery import when


class VersionsDialog(QDialog):
    """``restore_wanted`` carries a version's text; the window puts it in as a step that can be undone."""

    restore_wanted = Signal(str)

    def __init__(self, project: Project, present: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Versions"))
        self.resize(960, 600)
        self._project, self._present = project, present
        self._versions: list[Version] = []
        self._text = ""
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Versions"))
        self.view = CompareView()
        self.restore_button = QPushButton(self.tr("&Restore"))
        self.name_button = QPushButton(self.tr("&Name…"))
        self._build()
        self.list.currentRowChanged.connect(self._show)
        self._fill()

    def _build(self) -> None:
        head = QLabel(
            self.tr(
                "Every save is kept: all of today, then one a day for a month, then one a week. A version with a name "
                "stays for ever."
            )
        )
        head.setWordWrap(True)
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.list)
        parts.addWidget(self.view)
        parts.setSizes([260, 700])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.restore_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.name_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self.restore_button.clicked.connect(self._restore)
        self.name_button.clicked.connect(self._name)
        layout = QVBoxLayout(self)
        layout.addWidget(head)
        layout.addWidget(parts, 1)
        layout.addWidget(buttons)

    def _fill(self, row: int = 0) -> None:
        self._versions = versions.versions(self._project)
        self.list.clear()
        for version in self._versions:
            self.list.addItem(QListWidgetItem(self._label(version)))
        empty = not self._versions
        self.restore_button.setEnabled(not empty)
        self.name_button.setEnabled(not empty)
        if empty:
            self.view.setPlainText(self.tr("There is no version yet: the first save makes one."))
        else:
            self.list.setCurrentRow(min(row, len(self._versions) - 1))

    def _label(self, version: Version) -> str:
        reasons = {
            versions.SAVED: self.tr("saved"),
            versions.AUTOSAVED: self.tr("saved by itself"),
            versions.BEFORE_RESTORE: self.tr("before a restore"),
            versions.OUTSIDE: self.tr("changed by another program"),
            versions.RECOVERED: self.tr("recovered after a crash"),
        }
        reason, count = reasons.get(version.reason, version.reason), QLocale().toString(version.words)
        words = self.tr("{0}, {1} words").format(reason, count)
        first = f"{version.name} · {when(version.time)}" if version.name else when(version.time)
        return f"{first}\n{words}"

    @Slot(int)
    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._versions):
            return
        try:
            self._text = versions.text_of(self._project, self._versions[row].number)
        except ScriptwriterError as error:
            self.view.setPlainText(in_words(error))
            self.restore_button.setEnabled(False)
            return
        self.restore_button.setEnabled(self._text != self._present)
        self.view.compare(self.tr("This version"), self._text, self.tr("Now"), self._present)

    @Slot()
    def _restore(self) -> None:
        self.restore_wanted.emit(self._text)
        self.accept()

    @Slot()
    def _name(self) -> None:
        row = self.list.currentRow()
        version = self._versions[row]
        name, given = QInputDialog.getText(
            self, self.tr("Name this version"), self.tr("Name (empty: none)"), text=version.name
        )
        if given:
            versions.rename(self._project, version.number, name)
            self._fill(row)
