"""Scripts whose elements are told apart only by how far they are indented: typewritten text, pages of a PDF.

Names stand further right than what is said, and that further right than the action. Where exactly differs from
program to program, so the columns are found from the names first.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from scriptwriter.domain.screenplay import Element, Run, Style
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.imported import element, fountain_text
from scriptwriter.formats.title_guess import TitleFields, guess_title_page, is_credit

_K = ElementKind

#: How far a line may stand beside its column, in letters.
_TOLERANCE = 2.5
#: What is said stands at least so far right of the action.
_MIN_INDENT = 4
_MAX_NAME = 45
#: Lines centred on the page stand at most so far beside their place.
_CENTRE_TOLERANCE = 4
#: Blank rows below a title page that shares its page with the script, and how many lines it can have.
_FRONT_GAP = 3
_MAX_FRONT = 30

_HEADING = r"(?:INT|EXT|EST|INT\.?/EXT|EXT\.?/INT|I/E|E/I|INNEN|AUSSEN|INNEN/AUSSEN)[. /].*?"
_NUMBER = r"[A-Z]{0,2}-?\d{1,4}(?:[-.]?[A-Z0-9]{1,3})*"
_NUMBERED = re.compile(rf"(?:(?P<left>{_NUMBER})[.)]?\s+)?(?P<text>{_HEADING})(?:\s{{2,}}(?P<right>{_NUMBER})\.?)?")
_BOTH_MARGINS = re.compile(rf"(?P<left>{_NUMBER})\.?\s{{2,}}(?P<text>\S.*?)\s{{2,}}(?P=left)\.?")
_TWO = re.compile(r"(\S.*?)\s{3,}(\S.*)")
_GAP = re.compile(r"\s{2,}")
_EXTENSION = re.compile(r"\([^()]*\)")
_LETTER = re.compile(r"[^\W\d_]")
_TRANSITION = re.compile(r"[^a-zäöüß]*(?:TO|IN|OUT|BLACK|END)\s?[:.]|(?:FADE|CUT|DISSOLVE|SMASH|MATCH)[^a-zäöüß]*")


@dataclass
class Line:
    """A line of the page. ``indent`` in letters from wherever the page begins.

    ``above`` is how many blank rows stand over it; ``page_break`` that the writer began a page with it; ``goes_on``
    that a speech or a sentence from the page before goes on with it. ``part`` is the page, from 0.
    """

    indent: float
    runs: tuple[Run, ...]
    above: int = 1
    page_break: bool = False
    goes_on: bool = False
    part: int = 0
    text: str = field(init=False)

    def __post_init__(self) -> None:
        self.text = "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where elements begin, in letters."""

    action: float
    dialogue: float
    name: float


def is_in_columns(lines: Sequence[Line]) -> bool:
    """Whether at least two speeches, or a speech and a scene heading, stand in columns."""
    names = len(list(_names(lines)))
    if not names:
        return False
    found = _columns(lines)
    if found.dialogue - found.action < _MIN_INDENT:
        return False
    return names > 1 or any(_NUMBERED.fullmatch(line.text) for line in lines)


def _names(lines: Sequence[Line]) -> Iterator[int]:
    """Where names stand: in capitals, blank above, and right below them something further left."""
    for index, (line, below) in enumerate(pairwise(lines)):
        named = line.above and not below.above and is_name(line.text) and not _two_names(line)
        if named and below.indent <= line.indent - 3:
            yield index


def is_name(text: str) -> bool:
    """Whether a line can be a speaker's."""
    bare = _EXTENSION.sub("", text).strip()
    short = len(bare) <= _MAX_NAME and not bare.endswith((":", ".TO"))
    return short and bool(_LETTER.search(bare)) and bare == bare.upper() and not _NUMBERED.fullmatch(text)


def _columns(lines: Sequence[Line]) -> Columns:
    names = list(_names(lines))
    name = _most(lines[at].indent for at in names)
    below = [lines[at + 1].indent for at in names]
    spoken = [lines[at + 1].indent for at in names if not lines[at + 1].text.startswith("(")]
    dialogue = _most(spoken or below)
    left = [line.indent for line in lines if line.indent <= dialogue - _MIN_INDENT and not line.text[:1].isdigit()]
    return Columns(_most(left) if left else max(dialogue - 10.0, 0.0), dialogue, name)


def _most(indents: Iterable[float]) -> float:
    counts = Counter(round(indent) for indent in indents)
    return float(max(counts, key=lambda indent: (counts[indent], -indent)))


# -- what each line is -----------------------------------------------------------------------------


@dataclass
class _Found:
    """A line, what it is, and whether it goes on with the paragraph above."""

    kind: ElementKind
    line: Line
    goes_on: bool
    number: str = ""
    runs: tuple[Run, ...] = ()
    dual: bool = False


def elements_of(lines: Sequence[Line]) -> list[Element]:
    """The elements of a script in columns."""
    found = list(_classified(lines, _columns(lines)))
    widths: dict[ElementKind, int] = {}
    for one in found:
        widths[one.kind] = max(widths.get(one.kind, 0), len(one.line.text))
    elements: list[Element] = []
    for paragraph in _paragraphs(found):
        if paragraph[0].line.page_break:
            elements.append(Element(_K.PAGE_BREAK))
        made = _element(paragraph, widths)
        if made is not None:
            elements.append(made)
    return elements


def _classified(lines: Sequence[Line], columns: Columns) -> Iterator[_Found]:
    last: _Found | None = None
    index = 0
    while index < len(lines):
        end = _beside_end(lines, index)
        if end:
            yield from _beside(lines[index:end])
            last, index = None, end
            continue
        below = lines[index + 1] if index + 1 < len(lines) else None
        last = _spoken(lines[index], last, columns) or _other(lines[index], below, last, columns)
        yield last
        index += 1


# -- two speeches beside each other ----------------------------------------------------------------


def _two_names(line: Line) -> re.Match[str] | None:
    found = _TWO.fullmatch(line.text)
    return found if found and is_name(found[1]) and is_name(found[2]) else None


def _beside_end(lines: Sequence[Line], index: int) -> int:
    """Where two speeches end that begin beside each other at ``index``; 0 when none do."""
    if not lines[index].above or _two_names(lines[index]) is None:
        return 0
    end = index + 1
    while end < len(lines) and not lines[end].above:
        end += 1
    return end if end > index + 1 else 0


def _beside(lines: Sequence[Line]) -> Iterator[_Found]:
    names = _two_names(lines[0])
    assert names is not None  # noqa: S101
    middle = lines[0].indent + (names.start(1) + names.start(2)) / 2
    for right in (False, True):
        last: _Found | None = None
        for line in lines:
            side = _side(line, middle, right)
            if side.text:
                last = _said_beside(side, last, right)
                yield last


def _said_beside(line: Line, last: _Found | None, dual: bool) -> _Found:
    if last is None:
        return _Found(_K.CHARACTER, line, False, runs=line.runs, dual=dual)
    if last.kind is _K.PARENTHETICAL and ")" not in last.line.text:
        return _Found(_K.PARENTHETICAL, line, True, runs=line.runs)
    if line.text.startswith("("):
        return _Found(_K.PARENTHETICAL, line, False, runs=line.runs)
    return _Found(_K.DIALOGUE, line, last.kind is _K.DIALOGUE, runs=line.runs)


def _side(line: Line, middle: float, right: bool) -> Line:
    """What of a line stands on one side of the middle."""
    cut = len(line.text)
    for start in (0, *(gap.end() for gap in _GAP.finditer(line.text))):
        if line.indent + start >= middle:
            cut = start
            break
    runs = _cut(line.runs, cut, len(line.text)) if right else _cut(line.runs, 0, cut)
    return Line(line.indent + (cut if right else 0), runs, line.above, part=line.part)


# -- one line after the other ----------------------------------------------------------------------


_SPEECH = (_K.CHARACTER, _K.DIALOGUE, _K.PARENTHETICAL)


def _spoken(line: Line, last: _Found | None, columns: Columns) -> _Found | None:
    if last is None or last.kind not in _SPEECH or line.indent < columns.dialogue - _TOLERANCE:
        return None
    if line.above and not line.goes_on:
        # A speech of several paragraphs: they stand in the column of what is said, without a name.
        near = abs(line.indent - columns.dialogue) <= _TOLERANCE and last.kind is _K.DIALOGUE
        return _Found(_K.DIALOGUE, line, True, runs=line.runs) if near else None
    aside = last.kind is _K.PARENTHETICAL and ")" not in last.line.text
    if aside:
        return _Found(_K.PARENTHETICAL, line, True, runs=line.runs)
    if line.text.startswith("(") and (line.text.endswith(")") or line.indent > columns.dialogue + 1):
        return _Found(_K.PARENTHETICAL, line, False, runs=line.runs)
    return _Found(_K.DIALOGUE, line, last.kind is _K.DIALOGUE, runs=line.runs)


def _other(line: Line, below: Line | None, last: _Found | None, columns: Columns) -> _Found:
    text = line.text
    numbered = _BOTH_MARGINS.fullmatch(text) or _NUMBERED.fullmatch(text)
    if line.above and numbered and line.indent < columns.dialogue:
        return _heading(line, numbered)
    said_below = below is not None and not below.above and below.indent >= columns.dialogue - _TOLERANCE
    named = is_name(text) or (abs(line.indent - columns.name) <= _TOLERANCE and len(text) <= _MAX_NAME)
    if line.above and said_below and line.indent > columns.dialogue + _TOLERANCE and named:
        return _Found(_K.CHARACTER, line, False, runs=line.runs)
    if not line.above and last is not None and last.kind is _K.SCENE_HEADING and text.upper() == text:
        return _Found(_K.SCENE_HEADING, line, True, runs=line.runs)
    alone = line.above and (below is None or below.above)
    shift = line.indent - columns.action
    if alone and text.upper() == text and _TRANSITION.fullmatch(text) and (shift > 15 or text.endswith("TO:")):
        return _Found(_K.TRANSITION, line, False, runs=line.runs)
    centred_above = last is not None and last.kind is _K.CENTERED
    if shift > 8 and (line.above or centred_above) and abs(shift - (60 - len(text)) / 2) <= _CENTRE_TOLERANCE:
        return _Found(_K.CENTERED, line, not line.above, runs=line.runs)
    return _action(line, last, shift)


def _action(line: Line, last: _Found | None, shift: float) -> _Found:
    goes_on = not line.above and last is not None and last.kind is _K.ACTION
    runs = (Run(" " * round(shift)), *line.runs) if shift >= 2 else line.runs
    return _Found(_K.ACTION, line, goes_on, runs=runs)


def _heading(line: Line, match: re.Match[str]) -> _Found:
    number = match["left"] or match.groupdict().get("right") or ""
    runs = _cut(line.runs, *match.span("text"))
    return _Found(_K.SCENE_HEADING, line, False, number, runs)


def _cut(runs: Iterable[Run], start: int, end: int) -> tuple[Run, ...]:
    found, at = [], 0
    for run in runs:
        piece = run.text[max(start - at, 0) : max(end - at, 0)]
        at += len(run.text)
        if piece:
            found.append(Run(piece, run.style))
    return tuple(found)


# -- the title page --------------------------------------------------------------------------------


def front_end(lines: Sequence[Line]) -> int:
    """How many lines the title page takes: those before the first wide gap, when they say who wrote it."""
    end = next((at for at, line in enumerate(lines) if at and (line.above >= _FRONT_GAP or line.part)), 0)
    front = lines[:end]
    credited = any(is_credit(line.text) for line in front)
    heads = any(_NUMBERED.fullmatch(line.text) for line in front)
    return end if credited and not heads and len(front) <= _MAX_FRONT else 0


def front_of(lines: Sequence[Line]) -> TitleFields:
    """The fields of a title page's lines."""
    left = min((line.indent for line in lines), default=0.0)
    found: list[tuple[str, bool]] = []
    for line in lines:
        # The contact and the date stand beside each other at the bottom.
        sides = _GAP.split(line.text) if re.search(r"\s{3,}", line.text) else []
        found += [(fountain_text([Run(side)]), False) for side in sides]
        found += [] if sides else [(fountain_text(line.runs), line.indent > left + 8)]
    return guess_title_page(found)


# -- paragraphs ------------------------------------------------------------------------------------


def _paragraphs(found: Iterable[_Found]) -> Iterator[list[_Found]]:
    paragraph: list[_Found] = []
    for one in found:
        if paragraph and not one.goes_on:
            yield paragraph
            paragraph = []
        paragraph.append(one)
    if paragraph:
        yield paragraph


def _element(paragraph: Sequence[_Found], widths: dict[ElementKind, int]) -> Element | None:
    first = paragraph[0]
    runs = list(first.runs)
    for before, one in pairwise(paragraph):
        joined = first.kind is not _K.ACTION or one.runs is one.line.runs
        width = widths[first.kind]
        if first.kind is _K.CENTERED or not joined:
            runs += [Run("\n"), *one.runs]
        elif one.line.above and not one.line.goes_on:
            runs += [Run("\n\n"), *one.runs]
        else:
            runs = joined_runs(runs, one.line, before.line, width)
    return element(first.kind, fountain_text(runs), number=first.number, dual=first.dual)


def joined_runs(runs: list[Run], line: Line, before: Line, width: int) -> list[Run]:
    """A line behind ``runs``: after a space when its first word had no room on the line above, else a line below."""
    more = line.runs
    words = line.text.split()
    wrapped = line.goes_on or len(before.text) + 1 + len(words[0] if words else "") > width
    glue = "\n"
    if wrapped:
        glue = "" if re.search(r"[^\W\d_]-$", before.text) else " "
    # Words in italics over a line's end are one piece of italics.
    same = bool(runs) and bool(more) and runs[-1].style == more[0].style and wrapped
    return [*runs, Run(glue, more[0].style if same else Style.PLAIN), *more]


def prose_of(lines: Sequence[Line]) -> list[Element]:
    """Paragraphs of running text: each begins below blank space or with an indent."""
    if not lines:
        return []
    left = _most(line.indent for line in lines)
    width = max(len(line.text) for line in lines)
    found: list[Element | None] = []
    runs: list[Run] = []
    before: Line | None = None
    for line in lines:
        if before is not None and (line.above or line.indent >= left + 1.5):
            found.append(element(_K.ACTION, fountain_text(runs)))
            before, runs = None, []
        runs = list(line.runs) if before is None else joined_runs(runs, line, before, width)
        before = line
    found.append(element(_K.ACTION, fountain_text(runs)))
    return [one for one in found if one is not None]
