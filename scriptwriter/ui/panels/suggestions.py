"""The suggestions panel: the alternatives for the place of the cursor, side by side, and the way to earlier ones."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from scriptwriter.ui.panels.suggestion_cards import SuggestionList
from scriptwriter.ui.panels.suggestion_model import Card, Order, in_order


class SuggestionsPanel(QFrame):
    """Shows what it is given and tells what the writer wants of it."""

    chosen = Signal(int)  # this alternative should be the ghost
    take_wanted = Signal(int)
    round_wanted = Signal(int)  # -1: the round before, 1: the one after
    places_wanted = Signal()
    left = Signal()  # back to the text

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Suggestions"))
        self.list = SuggestionList(self)
        self.earlier = QPushButton(self.tr("Earlier…"), self)
        self.round_row = QWidget(self)
        self.order = QComboBox(self)
        self._cards: list[Card] = []
        self._rows: list[int] = []  # which of the cards stands in each row of the list
        self.previous = self._arrow("◀", self.tr("The round before"))
        self.next = self._arrow("▶", self.tr("The round after"))
        self.round_label = QLabel(self)
        self.note = QLabel(self)
        self.take = QPushButton(self.tr("Take"), self)
        self._build()
        self._connect()
        self.show_round([], 0, 0)

    def _arrow(self, sign: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("findTool")
        button.setText(sign)
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    def _build(self) -> None:
        title = QLabel(self.tr("Suggestions"), self)
        title.setObjectName("panelTitle")
        self.earlier.setObjectName("small")
        self.earlier.setAccessibleName(self.tr("Earlier places"))
        self.earlier.setToolTip(self.tr("What was offered at other places of this script"))
        self.round_label.setObjectName("dim")
        self.note.setObjectName("dim")
        self.note.setWordWrap(True)
        self.take.setToolTip(self.tr("Put the chosen suggestion into the text (Tab in the text, Enter here)"))
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.earlier)
        rounds = QHBoxLayout(self.round_row)
        rounds.setContentsMargins(0, 0, 0, 0)
        for widget in (self.previous, self.round_label, self.next):
            rounds.addWidget(widget)
        rounds.addStretch(1)
        self.order.setObjectName("order")
        self.order.setAccessibleName(self.tr("Order of the suggestions"))
        self.order.setToolTip(self.tr("The order of the cards; it does not change which one is shown in the text"))
        for order, title in (
            (Order.DRAWN, self.tr("as drawn")),
            (Order.KEYWORDS, self.tr("by keywords")),
            (Order.REALISM, self.tr("by realism")),
        ):
            self.order.addItem(title, order)
        self.order.setMinimumWidth(48)  # in a narrow panel its words give way, not the cards
        rounds.addWidget(self.order)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 2, 12)
        layout.setSpacing(8)
        for part in (head, self.round_row, self.note, self.list, self.take):
            row = QHBoxLayout()
            # The list's scroll bar stands in the margin, its cards in line with the rest.
            row.setContentsMargins(0, 0, 0 if part is self.list else 14, 0)
            if isinstance(part, QWidget):
                row.addWidget(part)
            else:
                row.addLayout(part)
            layout.addLayout(row, 1 if part is self.list else 0)
        layout.addStretch(0)
        self.setMinimumHeight(130)

    def _connect(self) -> None:
        self.list.chosen.connect(lambda row: self.chosen.emit(self._rows[row]))
        self.list.take_wanted.connect(lambda row: self.take_wanted.emit(self._rows[row]))
        self.order.currentIndexChanged.connect(self._show_cards)
        self.list.left.connect(self.left)
        self.list.browsed.connect(self.round_wanted)
        self.previous.clicked.connect(lambda: self.round_wanted.emit(-1))
        self.next.clicked.connect(lambda: self.round_wanted.emit(1))
        self.take.clicked.connect(self._take)
        self.earlier.clicked.connect(self.places_wanted)

    def _take(self) -> None:
        row = self.list.currentIndex().row()
        if row >= 0:
            self.take_wanted.emit(self._rows[row])

    def choose(self, number: int) -> None:
        """Mark a card by its place in the round, from 0; nobody is told."""
        if number in self._rows:
            self.list.choose(self._rows.index(number))

    def _show_cards(self) -> None:
        """Show the cards in the wanted order; the chosen one stays chosen."""
        at = self.list.currentIndex().row()
        chosen = self._rows[at] if 0 <= at < len(self._rows) else -1
        order = self.order.currentData()
        self._rows = in_order(self._cards, order)
        sorted_ = order is not Order.DRAWN
        self.list.set_cards(
            [replace(self._cards[row], number=row + 1) if sorted_ else self._cards[row] for row in self._rows]
        )
        shown = next((row for row, card in enumerate(self._cards) if card.shown), chosen)
        self.choose(shown)

    def show_round(self, cards: Sequence[Card], number: int, count: int, note: str = "") -> None:
        """Show the alternatives of round ``number`` of ``count`` (from 1), and a line above them or instead of them."""
        self._cards = list(cards)
        self._show_cards()
        self.round_label.setText(self.tr("Round {0} of {1}").format(number, count))
        self.previous.setEnabled(number > 1)
        self.next.setEnabled(number < count)
        for part in (self.previous, self.round_label, self.next):
            part.setVisible(count > 1)
        sortable = len(cards) > 1 and any(card.asked or card.score is not None for card in cards)
        self.order.setVisible(sortable)
        self.round_row.setVisible(count > 1 or sortable)
        self.list.setVisible(bool(cards))
        self.take.setVisible(bool(cards))
        self.take.setEnabled(any(card.text for card in cards))
        if not cards and not note:
            note = self.tr("Ctrl+Return asks for a few passages; they appear here side by side, and stay.")
        self.note.setText(note)
        self.note.setVisible(bool(note))
