"""The suggestions panel: the alternatives for the place of the cursor, side by side, and the way to earlier ones."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from scriptwriter.ui.panels.suggestion_cards import SuggestionList
from scriptwriter.ui.panels.suggestion_model import Card


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
        self.list.chosen.connect(self.chosen)
        self.list.take_wanted.connect(self.take_wanted)
        self.list.left.connect(self.left)
        self.list.browsed.connect(self.round_wanted)
        self.previous.clicked.connect(lambda: self.round_wanted.emit(-1))
        self.next.clicked.connect(lambda: self.round_wanted.emit(1))
        self.take.clicked.connect(self._take)
        self.earlier.clicked.connect(self.places_wanted)

    def _take(self) -> None:
        row = self.list.currentIndex().row()
        if row >= 0:
            self.take_wanted.emit(row)

    def show_round(self, cards: Sequence[Card], number: int, count: int, note: str = "") -> None:
        """Show the alternatives of round ``number`` of ``count`` (from 1), and a line above them or instead of them."""
        self.list.set_cards(cards)
        shown = next((row for row, card in enumerate(cards) if card.shown), -1)
        if shown >= 0:
            self.list.choose(shown)
        self.round_label.setText(self.tr("Round {0} of {1}").format(number, count))
        self.previous.setEnabled(number > 1)
        self.next.setEnabled(number < count)
        self.round_row.setVisible(count > 1)
        self.list.setVisible(bool(cards))
        self.take.setVisible(bool(cards))
        self.take.setEnabled(any(card.text for card in cards))
        if not cards and not note:
            note = self.tr("Ctrl+Return asks for a few passages; they appear here side by side, and stay.")
        self.note.setText(note)
        self.note.setVisible(bool(note))
