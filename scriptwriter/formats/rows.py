"""Lines of a script broken into the rows of a page."""

from collections.abc import Iterable
from dataclasses import dataclass

from scriptwriter.domain.screenplay import Run, Style
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.geometry import Align, Slot
from scriptwriter.formats.inline import parse_runs


@dataclass(frozen=True, slots=True)
class Row:
    """One row of print. ``column`` is where it begins, from the action's left edge. ``line`` is the line of the source
    that it comes from, and ``part`` the how-manieth row of that line it is; both from 0.
    """

    runs: tuple[Run, ...]
    column: int
    kind: ElementKind
    line: int
    part: int = 0

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join(run.text for run in self.runs)


def wrap(text: str, slot: Slot, kind: ElementKind, line: int, extra: Style = Style.PLAIN) -> list[Row]:
    """The rows of one line of the source, without notes; ``extra`` style for all of it. At least one row."""
    runs = [Run(run.text, run.style | extra) for run in parse_runs(text) if not run.note and run.text]
    plain = "".join(run.text for run in runs)
    rows = []
    for part, (start, end) in enumerate(breaks(plain, slot.width)):
        piece = tuple(_slice(runs, start, end))
        rows.append(Row(piece, _column(slot, end - start), kind, line, part))
    return rows


def breaks(text: str, width: int) -> list[tuple[int, int]]:
    """Where rows of ``width`` letters begin and end: at spaces, or in the middle of a word that is longer.

    Spaces at the beginning of the text stay, those at the breaks fall away.
    """
    if len(text) <= width:
        return [(0, len(text))]
    rows: list[tuple[int, int]] = []
    start = 0
    while len(text) - start > width:
        at = text.rfind(" ", start + 1, start + width + 1)
        # A row of nothing but the indent would be no row.
        if at <= start or not text[start:at].strip():
            at = start + width
        rows.append((start, start + len(text[start:at].rstrip())))
        start = at
        while start < len(text) and text[start] == " ":
            start += 1
    if start < len(text) or not rows:
        rows.append((start, len(text)))
    return rows


def _slice(runs: Iterable[Run], start: int, end: int) -> Iterable[Run]:
    at = 0
    for run in runs:
        piece = run.text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            yield Run(piece, run.style)
        at += len(run.text)


def _column(slot: Slot, length: int) -> int:
    if slot.align is Align.RIGHT:
        return slot.indent + slot.width - length
    if slot.align is Align.CENTER:
        return slot.indent + (slot.width - length) // 2
    return slot.indent


def shifted(rows: Iterable[Row], columns: int) -> list[Row]:
    """The same rows so many columns further to the right."""
    return [Row(row.runs, row.column + columns, row.kind, row.line, row.part) for row in rows]
