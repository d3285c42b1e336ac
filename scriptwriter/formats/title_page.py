"""Where the fields of a title page are printed."""

from collections.abc import Sequence
from dataclasses import dataclass

from scriptwriter.domain.screenplay import Run
from scriptwriter.formats.geometry import Paper
from scriptwriter.formats.inline import parse_runs
from scriptwriter.formats.rows import breaks

#: In the middle, a good third of the way down, in this order.
_CENTERED = ("title", "credit", "author", "authors", "source")
_RIGHT = ("draft date", "date", "revision")
#: The program's own fields, which a reader does not need.
_SILENT = frozenset({"genre", "language", "format"})
_BLANK_BEHIND = {"title": 3, "credit": 1, "author": 1, "authors": 1, "source": 1}
_RIGHT_COLUMN = 38


@dataclass(frozen=True, slots=True)
class TitleLine:
    """``column`` from the action's left edge; ``down`` in rows from the top of the text."""

    runs: tuple[Run, ...]
    column: int
    down: int


def title_lines(fields: Sequence[tuple[str, Sequence[str]]], paper: Paper) -> list[TitleLine]:
    """All lines of a title page. Unknown fields stand on the left below, as ``Key: value``."""
    known = {key.lower(): lines for key, lines in fields}
    found = _centered(known, paper)
    bottom = paper.rows - 2
    left = list(known.get("contact", ())) + [
        line for key, lines in fields if _is_other(key.lower()) for line in _with_key(key, lines)
    ]
    for column, lines in ((0, left), (_RIGHT_COLUMN, [line for key in _RIGHT for line in known.get(key, ())])):
        wrapped = [piece for line in lines for piece in _wrapped(line, 34 if column == 0 else paper.columns - column)]
        for offset, line in enumerate(wrapped):
            found.append(TitleLine(_runs(line), column, bottom - len(wrapped) + 1 + offset))
    return found


def _is_other(key: str) -> bool:
    return key not in (*_CENTERED, *_RIGHT, "contact") and key not in _SILENT


def _centered(known: dict[str, Sequence[str]], paper: Paper) -> list[TitleLine]:
    found, down = [], paper.rows // 3
    for key in _CENTERED:
        lines = known.get(key, ())
        for line in lines:
            for piece in _wrapped(line, paper.columns):
                runs = _runs(piece)
                width = sum(len(run.text) for run in runs)
                found.append(TitleLine(runs, (paper.columns - width) // 2, down))
                down += 1
        if lines:
            down += _BLANK_BEHIND[key]
    return found


def _with_key(key: str, lines: Sequence[str]) -> list[str]:
    return [f"{key}: {lines[0]}", *lines[1:]] if lines else []


def _wrapped(line: str, width: int) -> list[str]:
    return [line[start:end] for start, end in breaks(line, width)]


def _runs(text: str) -> tuple[Run, ...]:
    return tuple(run for run in parse_runs(text) if not run.note)
