"""The screenplay page: paper, margins and columns. The editor, the PDF and the print all measure by it.

Screenplays are counted in columns of 12-point Courier, ten to the inch, and rows, six to the inch. Columns here begin
at the left edge of the action, which stands an inch and a half from the paper's edge for the holes.
"""

from dataclasses import dataclass
from enum import StrEnum

from scriptwriter.domain.script import ElementKind

_K = ElementKind

COLUMNS_PER_INCH = 10
ROWS_PER_INCH = 6
LEFT_MARGIN_INCHES = 1.5
TOP_MARGIN_INCHES = 1.0
#: The page number stands so many rows above the first row of text.
NUMBER_ROWS_ABOVE = 3


class Align(StrEnum):
    """How a row stands in its slot."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Paper:
    """``width`` and ``height`` in inches; ``columns`` of action and ``rows`` of text on a page."""

    name: str
    width: float
    height: float
    columns: int
    rows: int


#: Ten inches less two of margins are 54 rows; scripts are counted at about 55 to the page.
LETTER = Paper("letter", 8.5, 11.0, 60, 54)
A4 = Paper("a4", 210 / 25.4, 297 / 25.4, 57, 58)
PAPERS = {paper.name: paper for paper in (LETTER, A4)}


@dataclass(frozen=True, slots=True)
class Slot:
    """``indent`` and ``width`` in columns."""

    indent: int
    width: int
    align: Align = Align.LEFT


#: Two speeches side by side: each has so many columns of dialogue, the second one begins at the other number.
DUAL_WIDTH = 28
DUAL_INDENT = 31

_SLOTS = {
    _K.CHARACTER: Slot(22, 38),
    _K.PARENTHETICAL: Slot(16, 25),
    _K.DIALOGUE: Slot(10, 35),
    _K.LYRICS: Slot(10, 35),
}
_DUAL_SLOTS = {
    _K.CHARACTER: Slot(8, DUAL_WIDTH - 8),
    _K.PARENTHETICAL: Slot(4, DUAL_WIDTH - 8),
    _K.DIALOGUE: Slot(0, DUAL_WIDTH),
    _K.LYRICS: Slot(0, DUAL_WIDTH),
}


def slot(kind: ElementKind, columns: int = LETTER.columns) -> Slot:
    """Where lines of a kind stand on a page with so many columns."""
    if kind is _K.TRANSITION:
        return Slot(0, columns, Align.RIGHT)
    if kind is _K.CENTERED:
        return Slot(0, columns, Align.CENTER)
    return _SLOTS.get(kind) or Slot(0, columns)


def dual_slot(kind: ElementKind) -> Slot:
    """Where lines of a speech stand within one of two columns."""
    return _DUAL_SLOTS.get(kind, Slot(0, DUAL_WIDTH))
