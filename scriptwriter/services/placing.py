"""Where new text goes into a script, and what white space has to stand around it."""

from collections.abc import Sequence
from dataclasses import dataclass

_OPENS = tuple("([{“„‘—–-/\"'")
_CLOSES = tuple(".,;:!?)]}…”’")
_SENTENCE_ENDS = tuple('.!?…:"”’)')


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for whole paragraphs: a line and a column, and so many line ends before and behind them."""

    line: int
    column: int
    lead: int
    tail: int

    def padded(self, text: str) -> str:
        """The text with the line ends that it needs here."""
        return "\n" * self.lead + text + "\n" * self.tail


def spot_for_blocks(lines: Sequence[str], line: int, column: int, first: int = 0) -> Spot:
    """The place nearest to a cursor where paragraphs tear nothing apart: a speech stays with its name.

    Nothing goes before line ``first``, where a title page ends.
    """
    if _blank(lines[line]):
        return Spot(line, len(lines[line]), 0 if _is_begin(lines, line) else _lead(lines, line), _tail(lines, line))
    top = line
    while top > 0 and not _blank(lines[top - 1]):
        top -= 1
    if line == top and top >= first and not lines[line][:column].strip():
        return Spot(top, 0, _lead(lines, top), 2)
    while line + 1 < len(lines) and not _blank(lines[line + 1]):
        line += 1
    return Spot(line, len(lines[line]), 2, _tail(lines, line))


def fitted(left: str, text: str, right: str) -> str:
    """Words to put in the middle of a line, with a space wherever they would touch ``left`` or ``right``."""
    if not text:
        return text
    before = bool(left) and not left[-1].isspace() and not left.endswith(_OPENS) and not text.startswith(_CLOSES)
    after = bool(right) and not right[0].isspace() and not right.startswith(_CLOSES) and not text.endswith(_OPENS)
    return " " * before + text + " " * after


def wants_blocks(left: str, text: str, right: str) -> bool:
    """Whether text at a cursor between ``left`` and ``right``, both of its line, stands in paragraphs of its own."""
    if not (left + right).strip():
        return True
    return "\n" in text and not right.strip() and left.rstrip().endswith(_SENTENCE_ENDS)


def _blank(line: str) -> bool:
    # Two spaces hold a speech together in Fountain.
    return len(line) < 2 and not line.strip()


def _is_begin(lines: Sequence[str], line: int) -> bool:
    return all(_blank(one) for one in lines[:line])


def _lead(lines: Sequence[str], line: int) -> int:
    """Line ends that are missing above a paragraph which begins at a line's own beginning."""
    if _is_begin(lines, line):
        return 0
    return 0 if _blank(lines[line - 1]) else 1


def _tail(lines: Sequence[str], line: int) -> int:
    """Line ends that are missing below a paragraph which ends at a line's end."""
    if all(_blank(one) for one in lines[line + 1 :]):
        return 0
    return 0 if _blank(lines[line + 1]) else 1
