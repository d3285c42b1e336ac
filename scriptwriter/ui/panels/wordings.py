"""Other wordings of a passage, one below the other, with the words marked that the passage has not."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
    QPen,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from scriptwriter.services.statistics import count_words
from scriptwriter.services.word_changes import Stretch, WordChanges, word_changes
from scriptwriter.ui.panels.suggestion_model import Index

_GAP, _PADDING, _EDGE, _SCROLL_BAR = 8, 10, 6, 14
_GONE, _NEW = "#c0392b", "#1e8449"


@dataclass(frozen=True, slots=True)
class Wording:
    """One answer. ``streaming``: more of it comes. ``cut``: it became too long and breaks off."""

    text: str
    streaming: bool = False
    cut: bool = False


def marked_html(stretches: Sequence[Stretch], gone: bool) -> str:
    """Words with what differs struck out, or bold and underlined, on a ground of its own."""
    style = "text-decoration: line-through;" if gone else "font-weight: 600; text-decoration: underline;"
    style += f" background-color: {_tint(_GONE if gone else _NEW)};"
    parts = [_span(text, style) if changed else _html(text) for text, changed in stretches]
    return f'<div style="white-space: pre-wrap;">{"".join(parts)}</div>'


def _span(text: str, style: str) -> str:
    words = text.strip()
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f'{_html(lead)}<span style="{style}">{_html(words)}</span>{_html(tail)}' if words else _html(text)


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _tint(color: str) -> str:
    """The ground of this theme with a little of a colour in it."""
    ground, tone, part = QGuiApplication.palette().color(QPalette.ColorRole.Base), QColor(color), 0.2
    pairs = ((ground.red(), tone.red()), (ground.green(), tone.green()), (ground.blue(), tone.blue()))
    return "#{:02x}{:02x}{:02x}".format(*(round(g * (1 - part) + t * part) for g, t in pairs))


class WordingModel(QAbstractListModel):
    """The answers to one passage."""

    def __init__(self, passage: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._passage = passage
        self._changes: dict[str, WordChanges] = {}
        self.wordings: list[Wording] = []

    def set_wordings(self, wordings: Sequence[Wording]) -> None:
        """Show these; there are never fewer than before, unless one that stayed empty has gone."""
        old, new = self.wordings, list(wordings)
        if len(new) < len(old):
            self.beginResetModel()
            self.wordings = new
            self.endResetModel()
            return
        if len(new) > len(old):
            self.beginInsertRows(QModelIndex(), len(old), len(new) - 1)
        self.wordings = new
        if len(new) > len(old):
            self.endInsertRows()
        for row in [row for row, one in enumerate(old) if one != new[row]]:
            self.dataChanged.emit(self.index(row), self.index(row))

    def changes(self, row: int) -> WordChanges:
        """What differs, once all of it is there; until then nothing is marked, or it would flicker."""
        one = self.wordings[row]
        if one.streaming or not self._passage:
            return WordChanges([Stretch(self._passage, False)], [Stretch(one.text, False)])
        if one.text not in self._changes:
            self._changes[one.text] = word_changes(self._passage, one.text)
        return self._changes[one.text]

    def head(self, row: int) -> str:
        """The line above the text."""
        one = self.wordings[row]
        count = count_words(one.text)
        if not count:
            return f"{row + 1} …"
        parts = [str(row + 1), self.tr("1 word") if count == 1 else self.tr("{0} words").format(count)]
        if self.changes(row).throughout:
            parts.append(self.tr("different throughout"))
        if one.cut:
            parts.append(self.tr("breaks off"))
        return " · ".join(parts) + (" …" if one.streaming else "")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.wordings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text, and what a screen reader says of it."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.wordings[index.row()].text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.head(index.row())}. {self.wordings[index.row()].text}"
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a wording as a card; the chosen one has a thick edge and a bar."""

    def __init__(self, view: "WordingList", model: WordingModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def _document(self, row: int, font: QFont) -> QTextDocument:
        document = QTextDocument()
        document.setDefaultFont(font)
        document.setDocumentMargin(0)
        document.setHtml(marked_html(self._model.changes(row).new, gone=False))
        document.setTextWidth(self._view.card_width() - 2 * _PADDING)
        return document

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = self._document(index.row(), option.font).size().height() + QFontMetrics(option.font).height() + 6
        return QSize(self._view.card_width(), int(height) + 2 * _PADDING + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect.left(), option.rect.top(), self._view.card_width(), option.rect.height() - _GAP)
        palette, role = QGuiApplication.palette(), QPalette.ColorRole
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(palette.color(role.Base))
        painter.setPen(QPen(palette.color(role.Highlight if chosen else role.Mid), 2 if chosen else 1))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _EDGE, _EDGE)
        room = rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        painter.setFont(option.font)
        painter.setPen(palette.color(role.PlaceholderText))
        head = f"▸ {self._model.head(index.row())}" if chosen else self._model.head(index.row())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, head)
        painter.translate(room.left(), room.top() + QFontMetrics(option.font).height() + 6)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = palette
        context.clip = QRectF(0, 0, room.width(), room.height())
        document = self._document(index.row(), option.font)  # held here: its layout does not outlive it
        document.documentLayout().draw(painter, context)
        painter.restore()


class WordingList(QListView):
    """The wordings. Return or a double click takes the chosen one."""

    chosen = Signal(int)
    take_wanted = Signal()

    def __init__(self, passage: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answers = WordingModel(passage, self)
        self.setObjectName("wordings")
        self.setAccessibleName(self.tr("Suggestions"))
        self.setModel(self.answers)
        self.setItemDelegate(_Delegate(self, self.answers))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(lambda _index: self.take_wanted.emit())

    def card_width(self) -> int:
        """As wide as the list, with room for a scroll bar."""
        return max(self.width() - _SCROLL_BAR, 80)

    def set_wordings(self, wordings: Sequence[Wording]) -> None:
        """Show these."""
        self.answers.set_wordings(wordings)
        self.scheduleDelayedItemsLayout()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another one is chosen."""
        super().currentChanged(current, previous)
        self.chosen.emit(current.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Texts are broken anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return takes the chosen one, Ctrl+C copies it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def copy(self) -> None:
        """Put the chosen wording on the clipboard."""
        row = self.currentIndex().row()
        if row >= 0:
            QGuiApplication.clipboard().setText(self.answers.wordings[row].text)
