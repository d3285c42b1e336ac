"""What a card of the suggestions panel says, to the eye and to a screen reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QDate, QDateTime, QLocale, Qt
from PySide6.QtWidgets import QWidget

from scriptwriter.domain.cue import Form
from scriptwriter.domain.score import Score
from scriptwriter.services.statistics import count_words
from scriptwriter.services.suggestions import Round
from scriptwriter.ui.copies import NO_COPY, Copy
from scriptwriter.ui.editor.realism_marks import Level, level_of
from scriptwriter.ui.panels.passage_list import Index, RowsModel
from scriptwriter.ui.realism_words import RealismWords

#: A level's shape where it is written in a line of text.
_SHAPES = {Level.LOW: "○", Level.MIDDLE: "◐", Level.HIGH: "●"}


class Order(Enum):
    """In which order the cards of a round stand."""

    DRAWN = "drawn"
    KEYWORDS = "keywords"
    REALISM = "realism"


@dataclass(frozen=True, slots=True)
class Card:
    """One alternative, behind the white space ``lead``. ``source``: time, model, genre and character, to be read.

    ``shown``: it is the ghost in the text now. ``streaming``: more of it comes. ``score`` None: nobody has judged it.
    ``copied``: what of it stands in the training text.
    ``number``: what it is called, from 1; 0: by the row in which it stands.
    """

    text: str
    form: Form = Form.SCRIPT
    asked: tuple[str, ...] = ()
    used: frozenset[str] = frozenset()
    source: str = ""
    streaming: bool = False
    shown: bool = False
    taken: bool = False
    score: Score | None = None
    copied: Copy = NO_COPY
    lead: str = ""
    number: int = 0


def in_order(cards: Sequence[Card], order: Order) -> list[int]:
    """The numbers of the cards, the best first; alike ones as they were drawn."""
    rows = list(range(len(cards)))
    if order is Order.KEYWORDS:
        rows.sort(key=lambda row: -len(cards[row].used))
    elif order is Order.REALISM:
        rows.sort(key=lambda row: -_value(cards[row]))
    return rows


def _value(card: Card) -> int:
    return card.score.value if card.score is not None and card.score.value is not None else -1


def origin_of(one: Round) -> str:
    """When a round was asked for, and of which model what; to be read."""
    at = QDateTime.fromSecsSinceEpoch(int(one.time))
    locale, short = QLocale(), QLocale.FormatType.ShortFormat
    today = at.date() == QDate.currentDate()
    when = locale.toString(at.time(), short) if today else locale.toString(at, short)
    return " · ".join(part for part in (when, one.model, one.genre, one.character.upper()) if part)


class CardModel(RowsModel[Card]):
    """The cards of a round."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = RealismWords(self)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a card shows, and what a screen reader says of it."""
        if not index.isValid():
            return None
        card = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.text.strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (card.source, self._judged(card), self._quoted(card)) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row())
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return card.source
        return None

    def _judged(self, card: Card) -> str:
        return self._words.line(card.score) if card.score is not None else ""

    def copied(self, row: int) -> str:
        """What is said of a card with copied words in it."""
        card = self.rows[row]
        return self.tr("{0} words stand in the training text").format(card.copied.words) if card.copied.words else ""

    def _quoted(self, card: Card) -> str:
        words = " ".join(card.copied.text.split())
        return self.tr("In the training text: {0}").format(words) if words else ""

    def _number(self, row: int) -> int:
        return self.rows[row].number or row + 1

    def spoken(self, row: int) -> str:
        """A card as one sentence after the other."""
        card = self.rows[row]
        parts = [self.tr("Suggestion {0} of {1}").format(self._number(row), len(self.rows))]
        parts += [self.tr("shown in the text")] if card.shown else []
        parts += [self.tr("taken")] if card.taken else []
        parts += [" ".join(card.text.split()) or self.tr("Waiting for its first words…")]
        for word in card.asked:
            parts.append((self.tr("uses {0}") if word in card.used else self.tr("without {0}")).format(word))
        if card.score is not None and card.score.value is not None:
            parts.append(self._words.spoken(card.score))
        parts += [self.copied(row)] if card.copied.words else []
        return ". ".join(parts)

    def head(self, row: int) -> str:
        """The line above the text: the number, and what became of it."""
        card = self.rows[row]
        state = self.tr("shown") if card.shown else self.tr("taken") if card.taken else ""
        number = f"▸ {self._number(row)}" if card.shown else str(self._number(row))
        return f"{number} · {state}" if state else number

    def figures(self, row: int) -> str:
        """How long it is, and how real it seems where somebody has judged that."""
        card = self.rows[row]
        count = count_words(card.text)
        words = self.tr("1 word") if count == 1 else self.tr("{0} words").format(count)
        if card.streaming:
            words += " …"
        if card.score is None or card.score.value is None:
            return words
        return f"{words} · {_SHAPES[level_of(card.score.value)]} {card.score.value}/100"

    def waiting(self) -> str:
        """What stands on a card that has no text yet."""
        return self.tr("Waiting for its first words…")
