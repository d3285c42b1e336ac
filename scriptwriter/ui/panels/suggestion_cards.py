"""Cards of the alternatives of one round: their texts as they stream in, what they use, where they came from."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import (
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from scriptwriter.domain.cue import Form
from scriptwriter.ui.panels.passage_list import Index, PassageList, draw_card
from scriptwriter.ui.panels.passage_text import PassageText
from scriptwriter.ui.panels.suggestion_model import Card, CardModel

_GAP, _PADDING = 8, 10
_SHORT_LINES = 6
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class _Delegate(QStyledItemDelegate):
    """Paints a card: the chosen one with all of its text, the others with the first lines."""

    def __init__(self, view: "SuggestionList", model: CardModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self._laid: dict[tuple[str, Form, str, int, int], PassageText] = {}

    def _text(self, row: int, font: QFont) -> PassageText:
        card = self._model.rows[row]
        most = 0 if row == self._view.currentIndex().row() else _SHORT_LINES
        key = (
            card.lead + card.text.rstrip() if card.text.strip() else self._model.waiting(),
            card.form,
            font.toString(),
            self._room(),
            most,
        )
        if key not in self._laid:
            if len(self._laid) > 32:
                self._laid.clear()
            waiting = Form.PROSE if not card.text.strip() else card.form
            text = key[0] if card.text.strip() else f"\n{key[0]}"
            self._laid[key] = PassageText(text, waiting, font, self._room(), most)
        return self._laid[key]

    def _room(self) -> int:
        return self._view.card_width() - 2 * _PADDING

    def _keywords(self, row: int) -> str:
        card = self._model.rows[row]
        # No-break spaces: a tick stays with its word.
        marks = [f"{'✓' if word in card.used else '○'} {word}".replace(" ", "\u00a0") for word in card.asked]
        return "   ".join(marks)

    def _foot(self, row: int) -> list[str]:
        source = self._model.rows[row].source if row == self._view.currentIndex().row() else ""
        return [text for text in (self._keywords(row), self._model.copied(row), source) if text]

    def _foot_height(self, text: str, metrics: QFontMetrics) -> int:
        room = QRect(0, 0, self._room(), 10_000)
        return metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, metrics = index.row(), QFontMetrics(option.font)
        height = metrics.height() + 4 + self._text(row, option.font).height
        height += sum(5 + self._foot_height(text, metrics) for text in self._foot(row))
        return QSize(self._view.card_width(), int(height) + 2 * _PADDING + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.row()
        rect = QRect(option.rect.left(), option.rect.top(), self._view.card_width(), option.rect.height() - _GAP)
        painter.save()
        draw_card(painter, option, rect, hovers=True)
        if self._model.rows[row].shown:
            self._bar(painter, rect)
        room = rect.adjusted(_PADDING, _PADDING, -_PADDING, -_PADDING)
        self._write(painter, option, room, row)
        painter.restore()

    def _bar(self, painter: QPainter, rect: QRect) -> None:
        """At the left of the card that is the ghost in the text."""
        bar = QRect(rect.left() + 1, rect.top() + 8, 3, rect.height() - 16)
        painter.fillRect(bar, QGuiApplication.palette().color(QPalette.ColorRole.Highlight))

    def _write(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, row: int) -> None:
        palette, metrics = QGuiApplication.palette(), QFontMetrics(option.font)
        strong, dim = palette.color(QPalette.ColorRole.Text), palette.color(QPalette.ColorRole.PlaceholderText)
        line = QRect(room.left(), room.top(), room.width(), metrics.height())
        self._write_head(painter, option.font, line, row, dim)
        top = line.bottom() + 5
        text = self._text(row, option.font)
        painter.setPen(strong if self._model.rows[row].text.strip() else dim)
        text.draw(painter, room.left(), top)
        top += int(text.height)
        painter.setFont(option.font)
        for part in self._foot(row):
            painter.setPen(dim if part == self._model.rows[row].source else strong)
            area = QRect(room.left(), top + 5, room.width(), self._foot_height(part, metrics))
            painter.drawText(area, int(Qt.TextFlag.TextWordWrap), part)
            top = area.bottom() + 1

    def _write_head(self, painter: QPainter, font: QFont, line: QRect, row: int, dim: QColor) -> None:
        figures = self._model.figures(row)
        painter.setFont(font)
        painter.setPen(dim)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, figures)
        metrics = QFontMetrics(font)
        left = line.adjusted(0, 0, -metrics.horizontalAdvance(figures) - 8, 0)
        head = metrics.elidedText(self._model.head(row), Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, head)


class SuggestionList(PassageList):
    """The cards, below one another. What is chosen by the writer is told; what the program chooses is not."""

    _LEAST_WIDTH = 60

    chosen = Signal(int)
    take_wanted = Signal(int)
    left = Signal()  # Esc: back to the text
    browsed = Signal(int)  # Left, Right: an earlier round, a later one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = CardModel(self)
        self._quiet = False
        self.setObjectName("suggestions")
        self.setAccessibleName(self.tr("Suggestions"))
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self, self._model))
        self.setMouseTracking(True)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))
        self.doubleClicked.connect(lambda index: self.take_wanted.emit(index.row()))

    @property
    def cards(self) -> list[Card]:
        """What is shown."""
        return self._model.rows

    def set_cards(self, cards: Sequence[Card]) -> None:
        """Show other cards, or the same ones with more text."""
        old = [(len(card.text), card.asked, card.copied) for card in self.cards]
        self._quiet = True
        self._model.set_rows(cards)
        self._quiet = False
        if old != [(len(card.text), card.asked, card.copied) for card in cards]:
            self.scheduleDelayedItemsLayout()

    def choose(self, row: int) -> None:
        """Mark a card; nobody is told."""
        if row == self.currentIndex().row():
            return
        self._quiet = True
        self.setCurrentIndex(self._model.index(row))
        self._quiet = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        """The chosen card opens, the one before closes."""
        super().currentChanged(current, previous)
        self.scheduleDelayedItemsLayout()
        if current.isValid():
            self.scrollTo(current)
            if not self._quiet:
                self.chosen.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the chosen card, Space shows it in the text, Ctrl+C copies it, Esc goes back to the text."""
        row, key = self.currentIndex().row(), event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~_KEYPAD:
            if row >= 0:
                self.take_wanted.emit(row)
        elif key == Qt.Key.Key_Space and row >= 0:
            self.chosen.emit(row)
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.browsed.emit(-1 if key == Qt.Key.Key_Left else 1)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of a card."""
        index, place = self.indexAt(event.pos()), event.globalPos()
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).center())
        if not index.isValid():
            return
        row = index.row()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Take")).triggered.connect(lambda: self.take_wanted.emit(row))
        menu.addAction(self.tr("Copy")).triggered.connect(lambda: self.copy(row))
        menu.popup(place)

    def copy(self, row: int) -> None:
        """Put a card's text on the clipboard."""
        if 0 <= row < len(self.cards):
            QGuiApplication.clipboard().setText(self.cards[row].text.strip("\n"))
