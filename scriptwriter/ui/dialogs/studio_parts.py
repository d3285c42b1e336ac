"""What the studio's pages are made of."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLabel, QListWidget, QSizePolicy, QTreeWidget, QTreeWidgetItem, QWidget

from scriptwriter.ui.studio_words import said

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Table(QTreeWidget):
    """Rows without children. Tab leaves it, arrow keys go through it, Space ticks all chosen rows."""

    def __init__(self, name: str, heads: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHeaderLabels(list(heads))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.header().setStretchLastSection(True)

    def rows(self) -> list[QTreeWidgetItem]:
        """All of them, from above."""
        items = map(self.topLevelItem, range(self.topLevelItemCount()))
        return [item for item in items if item is not None]

    def chosen(self) -> list[QTreeWidgetItem]:
        """The selected rows, from above."""
        return [item for item in self.rows() if item.isSelected()]

    def fit(self, most: int = 320) -> None:
        """Columns as broad as what is in them, but not too broad."""
        for column in range(self.columnCount() - 1):
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, min(self.columnWidth(column) + 8, most))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks, or unticks, every chosen row as it does the current one."""
        chosen = self.chosen()
        if event.key() == Qt.Key.Key_Space and len(chosen) > 1:
            on = self.currentItem().checkState(0) is not Qt.CheckState.Checked
            for item in chosen:
                if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                    item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            return
        super().keyPressEvent(event)


def row(texts: Sequence[str], right: Iterable[int] = ()) -> QTreeWidgetItem:
    """A row of a table; columns in ``right`` hold numbers."""
    item = QTreeWidgetItem(list(texts))
    for column in right:
        item.setTextAlignment(column, RIGHT)
    for column, text in enumerate(texts):
        if len(text) > 24:
            item.setToolTip(column, text)
    return item


def choice(name: str, items: Iterable[tuple[str, Any]]) -> QComboBox:
    """A list to choose one of; the texts are translated where they can be."""
    box = QComboBox()
    box.setAccessibleName(name)
    for text, data in items:
        box.addItem(said(text) if text else "–", data)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    return box


def labelled(text: str, buddy: QWidget) -> QLabel:
    """What stands before a field; its letter leads to it."""
    label = QLabel(text)
    label.setBuddy(buddy)
    if not isinstance(buddy, QListWidget):
        # In the middle of its line, and not above.
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    buddy.setAccessibleName(text.replace("&", "").rstrip(":"))
    return label


def dim(text: str = "") -> QLabel:
    """A line that explains; it wraps."""
    label = QLabel(text)
    label.setObjectName("dim")
    label.setWordWrap(True)
    return label


def restyle(label: QLabel, name: str) -> None:
    """Give a label another look of the style sheet."""
    if label.objectName() != name:
        label.setObjectName(name)
        label.style().unpolish(label)
        label.style().polish(label)
