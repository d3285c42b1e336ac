"""The notes in the script, to go to."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from scriptwriter.services.comments import Comment


class NotesPanel(QWidget):
    """``jump`` carries the line of the note that the writer wants to see."""

    jump = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[Comment] = []
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Notes in the script"))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = QLabel(self.tr("Notes appear here: select some words and choose Format, Note."))
        self.empty.setObjectName("dim")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self.empty)
        layout.addWidget(self.list, 1)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.set_comments([])

    def set_comments(self, found: Sequence[Comment]) -> None:
        """Show the notes; the chosen one stays chosen."""
        if list(found) == self._shown and self.list.count():
            return
        row = self.list.currentRow()
        self._shown = list(found)
        self.list.clear()
        for comment in self._shown:
            item = QListWidgetItem(comment.text)
            item.setToolTip(self.tr("Line {0}").format(comment.line + 1))
            item.setData(Qt.ItemDataRole.UserRole, comment.line)
            self.list.addItem(item)
        self.list.setCurrentRow(min(row, self.list.count() - 1))
        self.empty.setVisible(not self._shown)
        self.list.setVisible(bool(self._shown))

    @Slot(QListWidgetItem)
    def _go(self, item: QListWidgetItem) -> None:
        self.jump.emit(item.data(Qt.ItemDataRole.UserRole))
