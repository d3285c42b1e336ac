"""How much of the script is from suggestions, and where; from here the report is written."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from scriptwriter.services.provenance_report import Entry, Labels, Report, place_of, summary


class OriginsDialog(QDialog):
    """``jump_wanted`` carries the line of a passage, from 0, and closes the dialog. ``told`` describes each entry."""

    save_wanted = Signal()
    jump_wanted = Signal(int)

    def __init__(self, report: Report, labels: Labels, told: list[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("originsDialog")
        self.setWindowTitle(self.tr("Origins"))
        self._report, self._labels, self._told = report, labels, told
        self.summary = QLabel("\n".join(summary(report, labels)))
        self.summary.setWordWrap(True)
        self.summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.list = QTreeWidget()
        self.text = QPlainTextEdit()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._build()
        self._fill()

    def _build(self) -> None:
        self.list.setAccessibleName(self.tr("Passages from suggestions"))
        self.list.setHeaderLabels([self.tr("Place"), self.tr("Words"), self.tr("State"), self.tr("Text")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.itemActivated.connect(self._jump)
        self.list.currentItemChanged.connect(self._show)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("The passage"))
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.list)
        parts.addWidget(self.text)
        parts.setHandleWidth(8)
        parts.setSizes([220, 220])
        parts.setVisible(bool(self._report.entries))
        save = self._buttons.addButton(self.tr("&Export…"), QDialogButtonBox.ButtonRole.ActionRole)
        save.setEnabled(bool(self._report.entries))
        save.clicked.connect(self.save_wanted)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(self.summary)
        layout.addWidget(parts, 1)
        layout.addWidget(self._buttons)
        if self._report.entries:
            self.resize(760, 520)

    def _fill(self) -> None:
        for number, entry in enumerate(self._report.entries):
            state = self._labels.unchanged if entry.unchanged else self._labels.edited
            first = " ".join(entry.text.split())[:120]
            item = QTreeWidgetItem([place_of(entry.pieces[0], self._labels), str(entry.words), state, first])
            item.setData(0, Qt.ItemDataRole.UserRole, number)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.list.addTopLevelItem(item)
        for column in range(3):
            self.list.resizeColumnToContents(column)
        self.list.setColumnWidth(0, min(self.list.columnWidth(0), 320))
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)

    def _entry(self, item: QTreeWidgetItem | None) -> Entry | None:
        return self._report.entries[item.data(0, Qt.ItemDataRole.UserRole)] if item is not None else None

    def _show(self, item: QTreeWidgetItem | None) -> None:
        entry = self._entry(item)
        if entry is None or item is None:
            return
        parts = [self._told[item.data(0, Qt.ItemDataRole.UserRole)], "", entry.text.strip()]
        if not entry.unchanged:
            parts += ["", f"{self._labels.accepted}:", "", entry.origin.text.strip()]
        self.text.setPlainText("\n".join(parts))

    def _jump(self, item: QTreeWidgetItem) -> None:
        entry = self._entry(item)
        if entry is not None:
            self.accept()
            self.jump_wanted.emit(entry.pieces[0].line - 1)
