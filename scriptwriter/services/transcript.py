"""A table read as it is kept: who said what, and which words a model said."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from scriptwriter.services.provenance import Mark
from scriptwriter.services.relocation import relocate
from scriptwriter.services.table_read import Line, as_fountain

#: More than this is no read any more; the oldest lines go.
_MOST_TURNS = 500


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that was said. ``speaker`` empty: an action line.

    ``given``: the speech as the model said it, empty for the writer's own; ``model``, ``genre`` and ``time`` (seconds
    since 1970) tell where it came from.
    """

    speaker: str
    text: str
    given: str = ""
    model: str = ""
    genre: str = ""
    time: float = 0.0

    @property
    def suggested(self) -> bool:
        """Whether some of it is still what a model said."""
        return bool(self.given)

    @property
    def line(self) -> Line:
        """As the table read's rules want it."""
        return Line(self.speaker, self.text, self.suggested)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters ``start`` to ``end`` of a read are what the model said in ``turn``."""

    start: int
    end: int
    turn: Turn


def lines_of(turns: Sequence[Turn]) -> list[Line]:
    """The read for ``table_read``."""
    return [turn.line for turn in turns]


def as_script(turns: Sequence[Turn]) -> tuple[str, list[Piece]]:
    """The read as Fountain, and what in it the model said; words that the writer has changed are the writer's."""
    text, pieces = "", []
    for turn in turns:
        if not turn.text:
            continue
        text += ("\n\n" if text else "") + as_fountain([turn.line])
        start = len(text) - len(turn.text)  # a block ends with what is said
        pieces += [Piece(start + mark.start, start + mark.end, turn) for mark in _given(turn)]
    return text, pieces


def _given(turn: Turn) -> list[Mark]:
    return relocate(turn.given, turn.text, [Mark(0, len(turn.given), "")]) if turn.given else []


# -- kept with the script --------------------------------------------------------------------------


def to_fact(turns: Sequence[Turn], me: str, reply: str) -> dict[str, Any]:
    """What JSON can say of a read; ``me`` and ``reply`` are who speaks for the writer and who answers."""
    return {"me": me, "reply": reply, "turns": [asdict(turn) for turn in turns[-_MOST_TURNS:]]}


def from_fact(fact: object) -> tuple[list[Turn], str, str]:
    """A read that was kept; what makes no sense is left out."""
    table = fact if isinstance(fact, dict) else {}
    kept = table.get("turns")
    turns = [turn for item in (kept if isinstance(kept, list) else []) if (turn := _turn(item)) is not None]
    return turns, _text(table, "me"), _text(table, "reply")


def _turn(item: object) -> Turn | None:
    if not isinstance(item, dict) or not _text(item, "text"):
        return None
    time = item.get("time")
    return Turn(
        _text(item, "speaker"),
        _text(item, "text"),
        _text(item, "given"),
        _text(item, "model"),
        _text(item, "genre"),
        float(time) if isinstance(time, int | float) else 0.0,
    )


def _text(table: dict[Any, Any], name: str) -> str:
    value = table.get(name)
    return value if isinstance(value, str) else ""
