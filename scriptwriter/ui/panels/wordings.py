"""Other wordings of a passage, one below the other, with the words marked that the passage has not."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
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
    QTextDocument,
)
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from scriptwriter.services.statistics import count_words
from scriptwriter.services.word_changes import Stretch, WordChanges, word_changes
from scriptwriter.ui.panels.passage_list import Index, PassageList, RowsModel, draw_card

_GAP, _PADDING = 8, 10
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


class WordingModel(RowsModel[Wording]):
    """The answers to one passage."""

    def __init__(self, passage: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._passage = passage
        self._changes: dict[str, WordChanges] = {}

    def changes(self, row: int) -> WordChanges:
        """What differs, once all of it is there; until then nothing is marked, or it would flicker."""
        one = self.rows[row]
        if one.streaming or not self._passage:
            return WordChanges([Stretch(self._passage, False)], [Stretch(one.text, False)])
        if one.text not in self._changes:
            self._changes[one.text] = word_changes(self._passage, one.text)
        return self._changes[one.text]

    def head(self, row: int) -> str:
        """The line above the text."""
        one = self.rows[row]
        count = count_words(one.text)
        if not count:
            return f"{row + 1} …"
        parts = [str(row + 1), self.tr("1 word") if count == 1 else self.tr("{0} words").format(count)]
        if self.changes(row).throughout:
            parts.append(self.tr("different throughout"))
        if one.cut:
            parts.append(self.tr("breaks off"))
        return " · ".join(parts) + (" …" if one.streaming else "")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text, and what a screen reader says of it."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.rows[index.row()].text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.head(index.row())}. {self.rows[index.row()].text}"
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
        palette = QGuiApplication.palette()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        draw_card(painter, option, rect)
        room = rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        painter.setFont(option.font)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        head = f"▸ {self._model.head(index.row())}" if chosen else self._model.head(index.row())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, head)
        painter.translate(room.left(), room.top() + QFontMetrics(option.font).height() + 6)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette = palette
        context.clip = QRectF(0, 0, room.width(), room.height())
        document = self._document(index.row(), option.font)  # held here: its layout does not outlive it
        document.documentLayout().draw(painter, context)
        painter.restore()


class WordingList(PassageList):
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
        self.doubleClicked.connect(lambda _index: self.take_wanted.emit())

    def set_wordings(self, wordings: Sequence[Wording]) -> None:
        """Show these."""
        self.answers.set_rows(wordings)
        self.scheduleDelayedItemsLayout()

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Another one is chosen."""
        super().currentChanged(current, previous)
        self.chosen.emit(current.row())

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
            QGuiApplication.clipboard().setText(self.answers.rows[row].text)
