"""What of a script came from suggestions, as figures and as a file: HTML, Markdown, CSV or JSON."""

import csv
import datetime
import io
import json
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from pathlib import Path

from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.services.atomic import reason, write_atomically
from scriptwriter.services.provenance import Mark, Origin
from scriptwriter.services.statistics import count_words

_HEADINGS = {
    Form.SCRIPT: (ElementKind.SCENE_HEADING,),
    Form.PROSE: (ElementKind.SECTION,),
}
#: A table's cell that begins so would be calculated by the programs that open tables.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch of text that is still there. ``line`` and ``page`` from 1, ``page`` 0 when it is not known."""

    line: int
    page: int
    scene: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What is left of one suggestion. ``unchanged``: it stands as it was accepted."""

    origin: Origin
    pieces: tuple[Piece, ...]
    words: int
    unchanged: bool

    @property
    def text(self) -> str:
        """As it stands, with … for what was written or taken out in between."""
        return " … ".join(piece.text.strip() for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Report:
    """``words`` of the whole text; ``suggested`` of them stand in the entries, ``unchanged`` in unchanged ones."""

    words: int
    suggested: int
    unchanged: int
    entries: tuple[Entry, ...]

    @property
    def share(self) -> float:
        """The part of all words that is from suggestions, from 0 to 1."""
        return self.suggested / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands in a report that people read, in the language of the window."""

    title: str = "Origins"
    summary: str = "{0} of {1} words ({2} %) are from suggestions."
    detail: str = "{0} of them stand as they were accepted, {1} in passages that were edited since."
    nothing: str = "Nothing in this text is from a suggestion."
    page: str = "page {0}"
    line: str = "line {0}"
    unchanged: str = "unchanged"
    edited: str = "edited since"
    stands: str = "As it stands"
    accepted: str = "As it was accepted"


def suggested_words(text: str, marks: Iterable[Mark]) -> int:
    """How many words are from suggestions; quick, for figures that are shown often."""
    return sum(_words(text, mark) for mark in marks)


def _words(text: str, mark: Mark) -> int:
    """The words that begin in a mark: one that the writer has begun is the writer's."""
    begun = mark.start > 0 and text[mark.start - 1].isalnum() and text[mark.start].isalnum()
    return count_words(text[mark.start : mark.end]) - begun


def report(
    text: str,
    marks: Sequence[Mark],
    origins: Mapping[str, Origin],
    form: Form = Form.SCRIPT,
    page_of: Callable[[int], int] | None = None,
) -> Report:
    """Everything about the marks of a text. ``page_of`` knows the page of a line, counted from 0."""
    places = _Places(text, form, page_of)
    by_origin: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.origin in origins and text[mark.start : mark.end].strip():
            by_origin[mark.origin].append(mark)
    entries = []
    for name, found in by_origin.items():
        origin = origins[name]
        pieces = tuple(places.piece(mark) for mark in found)
        stands = "".join(piece.text for piece in pieces)
        unchanged = len(pieces) == 1 and stands.strip() == origin.text.strip()
        entries.append(Entry(origin, pieces, sum(_words(text, mark) for mark in found), unchanged))
    return Report(
        words=count_words(text),
        suggested=sum(entry.words for entry in entries),
        unchanged=sum(entry.words for entry in entries if entry.unchanged),
        entries=tuple(entries),
    )


class _Places:
    """Knows line, page and scene of every character."""

    def __init__(self, text: str, form: Form, page_of: Callable[[int], int] | None) -> None:
        self._text, self._page_of = text, page_of
        self._lines = text.split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in self._lines), initial=0))
        kinds = LineClassifier(self._lines).kinds
        self._headings = [at for at, kind in enumerate(kinds) if kind in _HEADINGS[form]]

    def piece(self, mark: Mark) -> Piece:
        found = self._text[mark.start : mark.end]
        # A passage usually begins with the line ends before its first word.
        first = mark.start + len(found) - len(found.lstrip())
        line = bisect_right(self._starts, first) - 1
        page = self._page_of(line) if self._page_of is not None else 0
        return Piece(line + 1, page, self._scene(line), found)

    def _scene(self, line: int) -> str:
        at = bisect_right(self._headings, line) - 1
        return self._lines[self._headings[at]].strip().lstrip("#. ") if at >= 0 else ""


# -- files -----------------------------------------------------------------------------------------


def cue_of(origin: Origin) -> str:
    """Genre, character and keywords in one line, as far as they were given."""
    parts = [origin.genre, origin.character, ", ".join(origin.keywords)]
    return " · ".join(part for part in parts if part)


def write(
    found: Report, target: Path, name: str, labels: Labels | None = None, zone: datetime.tzinfo | None = None
) -> None:
    """Write a report as the suffix says. Raises ``BadInput`` for another suffix, ``Failure`` when the disk refuses."""
    writer = WRITERS.get(target.suffix.lower())
    if writer is None:
        raise BadInput(f"A report is written as {', '.join(WRITERS)}, not {target.suffix or 'without a suffix'}.")
    try:
        write_atomically(target.resolve(), writer(found, name, labels or Labels(), zone).encode("utf-8", "replace"))
    except OSError as error:
        raise Failure(f"{target} could not be written: {reason(error)}.") from error


def summary(found: Report, labels: Labels) -> list[str]:
    """The figures in a sentence or two."""
    if not found.entries:
        return [labels.nothing]
    edited = found.suggested - found.unchanged
    return [
        labels.summary.format(found.suggested, found.words, percent(found.share)),
        labels.detail.format(found.unchanged, edited),
    ]


def percent(share: float) -> str:
    """Whole per cent, but never 0 for something or 100 for not quite all."""
    rounded = round(100 * share)
    if 0 < share < 1:
        return "<1" if rounded == 0 else str(min(rounded, 99))
    return str(rounded)


def place_of(piece: Piece, labels: Labels) -> str:
    """Page and line, and the scene."""
    parts = [labels.page.format(piece.page)] if piece.page else []
    return ", ".join([*parts, labels.line.format(piece.line), *([piece.scene] if piece.scene else [])])


def _moment(origin: Origin, zone: datetime.tzinfo | None) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(origin.time, datetime.UTC).astimezone(zone)


def _heads(entry: Entry, labels: Labels, zone: datetime.tzinfo | None) -> str:
    origin = entry.origin
    time = f"{_moment(origin, zone):%Y-%m-%d %H:%M}"
    state = labels.unchanged if entry.unchanged else labels.edited
    return " · ".join(part for part in (time, origin.model, cue_of(origin), state) if part)


def _markdown(found: Report, name: str, labels: Labels, zone: datetime.tzinfo | None) -> str:
    parts = [f"# {labels.title}: {name}", "", *summary(found, labels)]
    for entry in found.entries:
        parts += ["", f"## {place_of(entry.pieces[0], labels)}", "", _heads(entry, labels, zone)]
        parts += ["", f"{labels.stands}:", "", *_quoted(entry.text)]
        if not entry.unchanged:
            parts += ["", f"{labels.accepted}:", "", *_quoted(entry.origin.text.strip())]
    return "\n".join(parts) + "\n"


def _quoted(text: str) -> list[str]:
    """As it is, line by line, whatever marks are in it."""
    longest = max((len(run) for run in re.findall("~+", text)), default=0)
    fence = "~" * max(longest + 1, 3)
    return [fence, *text.split("\n"), fence]


_CSS = """\
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --faint: #6a6a6a; --rule: #d8d8d4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #dcdcd6; --paper: #1d1e20; --faint: #9a9a94; --rule: #3a3c3f; }
}
body { margin: 2rem auto; max-width: 46rem; padding: 0 1.5rem; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.05rem; margin: 0; } p { margin: .3rem 0; }
section { border-top: 1px solid var(--rule); padding: 1rem 0; break-inside: avoid; }
.about, h3 { color: var(--faint); font-size: .9rem; font-weight: normal; margin: .3rem 0; }
pre { font: 15px/1.4 "Courier Prime", "Courier New", monospace; white-space: pre-wrap; overflow-wrap: anywhere;
  margin: .3rem 0 .8rem 1rem; }
"""


def _html(found: Report, name: str, labels: Labels, zone: datetime.tzinfo | None) -> str:
    title = escape(f"{labels.title}: {name}")
    parts = [
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{title}</title>',
        f"<style>\n{_CSS}</style>\n</head>\n<body>\n<h1>{title}</h1>",
        *(f"<p>{escape(line)}</p>" for line in summary(found, labels)),
    ]
    for entry in found.entries:
        parts += [
            f"<section>\n<h2>{escape(place_of(entry.pieces[0], labels))}</h2>",
            f'<p class="about">{escape(_heads(entry, labels, zone))}</p>',
            f"<h3>{escape(labels.stands)}</h3>\n<pre>{escape(entry.text)}</pre>",
        ]
        if not entry.unchanged:
            parts.append(f"<h3>{escape(labels.accepted)}</h3>\n<pre>{escape(entry.origin.text.strip())}</pre>")
        parts.append("</section>")
    return "\n".join([*parts, "</body>\n</html>\n"])


def _csv(found: Report, _name: str, _labels: Labels, _zone: datetime.tzinfo | None) -> str:
    """A table for programs: the same columns in every language, times in UTC."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow("time model genre character keywords line page scene words unchanged text accepted".split())
    for entry in found.entries:
        origin, first = entry.origin, entry.pieces[0]
        cells = [_iso(origin), origin.model, origin.genre, origin.character, ", ".join(origin.keywords)]
        cells += [first.line, first.page or "", first.scene, entry.words, "yes" if entry.unchanged else "no"]
        table.writerow([_safe(cell) for cell in [*cells, entry.text, origin.text.strip()]])
    return out.getvalue()


def _safe(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _json(found: Report, name: str, _labels: Labels, _zone: datetime.tzinfo | None) -> str:
    table = {
        "script": name,
        "words": found.words,
        "words_from_suggestions": found.suggested,
        "words_unchanged": found.unchanged,
        "share": round(found.share, 4),
        "suggestions": [_as_table(entry) for entry in found.entries],
    }
    return json.dumps(table, ensure_ascii=False, indent=2) + "\n"


def _as_table(entry: Entry) -> dict[str, object]:
    origin = entry.origin
    return {
        "time": _iso(origin),
        "model": origin.model,
        "genre": origin.genre,
        "character": origin.character,
        "keywords": list(origin.keywords),
        "unchanged": entry.unchanged,
        "words": entry.words,
        "accepted": origin.text,
        "pieces": [
            {"line": piece.line, "page": piece.page or None, "scene": piece.scene, "text": piece.text}
            for piece in entry.pieces
        ],
    }


def _iso(origin: Origin) -> str:
    return f"{_moment(origin, datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"


WRITERS: dict[str, Callable[[Report, str, Labels, datetime.tzinfo | None], str]] = {
    ".html": _html,
    ".md": _markdown,
    ".csv": _csv,
    ".json": _json,
}
