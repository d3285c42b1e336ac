"""What the lists of passages have in common: cards of a suggestion, wordings of a passage, lines of a table read."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex
_Row = TypeVar("_Row")

_SCROLL_BAR = 14
_EDGE = 6


class RowsModel(QAbstractListModel, Generic[_Row]):
    """Rows that grow and change while they are looked at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[_Row] = []

    def set_rows(self, rows: Sequence[_Row]) -> None:
        """Show these; what was there before and is not fewer keeps its selection."""
        old, new = self.rows, list(rows)
        if len(new) < len(old):
            self.beginResetModel()
            self.rows = new
            self.endResetModel()
            return
        if len(new) > len(old):
            self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
        self.rows = new
        if len(new) > len(old):
            self.endInsertRows()
        for at in [at for at, one in enumerate(old) if one != new[at]]:
            self.dataChanged.emit(self.index(at), self.index(at))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)


class PassageList(QListView):
    """Passages below one another, each as wide as the list and as high as its text."""

    _LEAST_WIDTH = 80

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)

    def card_width(self) -> int:
        """As wide as the list, with room for a scroll bar, so that nothing breaks anew when one appears."""
        return max(self.width() - _SCROLL_BAR, self._LEAST_WIDTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts are broken anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


def draw_card(painter: QPainter, option: QStyleOptionViewItem, rect: QRect, *, hovers: bool = False) -> None:
    """The ground of a card, with a thick edge when it is chosen; the painter smooths edges from then on.

    ``hovers``: the card below the pointer shows it.
    """
    palette, role = QGuiApplication.palette(), QPalette.ColorRole
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    over = hovers and bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(palette.color(role.Base))
    painter.setPen(QPen(palette.color(role.Highlight if chosen or over else role.Mid), 2 if chosen else 1))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _EDGE, _EDGE)
