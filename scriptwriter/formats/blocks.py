"""The printed paragraphs of a script: what the paginator moves about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scriptwriter.domain.screenplay import Run, Style
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.geometry import DUAL_INDENT, Align, Paper, Slot, dual_slot, slot
from scriptwriter.formats.rows import Row, shifted, wrap

_K = ElementKind

#: Blank rows above a paragraph, unless it begins a page.
_ABOVE = {_K.SCENE_HEADING: 2}
_SPOKEN = (_K.DIALOGUE, _K.PARENTHETICAL, _K.LYRICS)
_SILENT = frozenset({_K.BLANK, _K.NOTE, _K.BONEYARD, _K.SECTION, _K.SYNOPSIS, _K.TITLE_PAGE})


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that belong together. ``line`` to ``end`` are its lines in the source; ``above`` the blank rows over it.

    ``name`` is who speaks, for the continuation over a page. ``beside`` are the rows of the second of two speeches,
    each on the height of the row with the same number. ``number`` is a scene's.
    """

    kind: ElementKind
    line: int
    end: int
    rows: list[Row]
    above: int = 1
    name: str = ""
    beside: tuple[Row, ...] = ()
    number: str = ""

    @property
    def height(self) -> int:
        """In rows, without those above."""
        return max(len(self.rows), len(self.beside))


class ScriptBlocks:
    """Makes the blocks of a screenplay, one at a time, from any line on. ``lines`` and ``kinds`` are looked at live."""

    def __init__(self, lines: Sequence[str], kinds: Sequence[ElementKind], paper: Paper) -> None:
        self.lines, self.kinds, self.paper = lines, kinds, paper

    def at(self, line: int) -> Block | None:
        """The first block at or below a line; None when nothing printed follows."""
        count = len(self.lines)
        while line < count and self.kinds[line] in _SILENT:
            line += 1
        if line >= count:
            return None
        kind = self.kinds[line]
        if kind is _K.CHARACTER:
            return self._speech(line)
        if kind is _K.PAGE_BREAK:
            return Block(kind, line, line + 1, [], 0)
        if kind in (_K.ACTION, _K.CENTERED, *_SPOKEN):
            return self._paragraph(line)
        return self._single(line)

    def _paragraph(self, line: int) -> Block:
        """Lines of one kind that stand right below each other."""
        kind, end, rows = self.kinds[line], line, []
        where = slot(kind, self.paper.columns)
        while end < len(self.lines) and self.kinds[end] is kind:
            rows += wrap(bare(kind, self.lines[end]), where, kind, end, _style(kind))
            end += 1
        return Block(kind, line, end, rows)

    def _single(self, line: int) -> Block:
        kind = self.kinds[line]
        text, number = bare(kind, self.lines[line]), ""
        if kind is _K.SCENE_HEADING:
            text, number = split_number(text)
            text = text.upper()
        rows = wrap(text, slot(kind, self.paper.columns), kind, line, _style(kind))
        return Block(kind, line, line + 1, rows, _ABOVE.get(kind, 1), number=number)

    def _speech(self, line: int) -> Block:
        end = self._speech_end(line)
        second = self._partner(end)
        if second is None:
            name = bare(_K.CHARACTER, self.lines[line])
            return Block(_K.CHARACTER, line, end, self._speech_rows(line, end, self._slot), name=name)
        second_end = self._speech_end(second)
        left = self._speech_rows(line, end, dual_slot)
        right = shifted(self._speech_rows(second, second_end, dual_slot), DUAL_INDENT)
        return Block(_K.CHARACTER, line, second_end, left, beside=tuple(right))

    def _slot(self, kind: ElementKind) -> Slot:
        return slot(kind, self.paper.columns)

    def _speech_end(self, line: int) -> int:
        end = line + 1
        while end < len(self.lines) and self.kinds[end] in (*_SPOKEN, _K.NOTE):
            end += 1
        return end

    def _partner(self, line: int) -> int | None:
        """The line of the character who speaks at the same time, when the next speech is marked so."""
        while line < len(self.lines) and self.kinds[line] in (_K.BLANK, _K.NOTE):
            line += 1
        found = line < len(self.lines) and self.kinds[line] is _K.CHARACTER
        return line if found and self.lines[line].rstrip().endswith("^") else None

    def _speech_rows(self, line: int, end: int, where: Callable[[ElementKind], Slot]) -> list[Row]:
        rows: list[Row] = []
        for at in range(line, end):
            kind = self.kinds[at]
            if kind is not _K.NOTE:
                rows += wrap(bare(kind, self.lines[at]), where(kind), kind, at, _style(kind))
        return rows


class ProseBlocks:
    """The blocks of a story as a manuscript: every line is a paragraph, sections are chapters."""

    def __init__(self, lines: Sequence[str], kinds: Sequence[ElementKind], paper: Paper) -> None:
        self.lines, self.kinds, self.paper = lines, kinds, paper

    def at(self, line: int) -> Block | None:
        """The first block at or below a line; None when nothing printed follows."""
        count = len(self.lines)
        while line < count and (not self.lines[line].strip() or self._is_silent(line)):
            line += 1
        if line >= count:
            return None
        text = self.lines[line].strip()
        if self.kinds[line] is _K.SECTION:
            chapter = text.lstrip("#").strip()
            rows = wrap(chapter, Slot(0, self.paper.columns, Align.CENTER), _K.SECTION, line)
            return Block(_K.SECTION, line, line + 1, rows, 0)
        if self.kinds[line] is _K.PAGE_BREAK:
            return Block(_K.PAGE_BREAK, line, line + 1, [], 0)
        if not any(letter.isalnum() for letter in text):
            rows = wrap("#", Slot(0, self.paper.columns, Align.CENTER), _K.CENTERED, line)
            return Block(_K.CENTERED, line, line + 1, rows, 0)
        rows = wrap("     " + text, Slot(0, self.paper.columns), _K.ACTION, line)
        return Block(_K.ACTION, line, line + 1, rows, 0)

    def _is_silent(self, line: int) -> bool:
        return self.kinds[line] in (_K.NOTE, _K.BONEYARD, _K.SYNOPSIS, _K.TITLE_PAGE)


def bare(kind: ElementKind, line: str) -> str:
    """A line without the mark that makes it what it is."""
    if kind is _K.ACTION:
        text = line.rstrip().replace("\t", "    ")
        return text.replace("!", "", 1) if text.lstrip().startswith("!") else text
    text = line.strip()
    if kind is _K.SCENE_HEADING:
        return text.removeprefix(".")
    if kind is _K.CHARACTER:
        return text.removeprefix("@").rstrip("^ ")
    if kind is _K.LYRICS:
        return text.removeprefix("~").strip()
    if kind is _K.TRANSITION:
        return text.removeprefix(">").strip()
    if kind is _K.CENTERED:
        return text.removeprefix(">").removesuffix("<").strip()
    return text


def split_number(heading: str) -> tuple[str, str]:
    """A scene heading and the number between ``#`` at its end."""
    text = heading.rstrip()
    if text.endswith("#") and (start := text.rfind("#", 0, -1)) >= 0 and text[start + 1 : -1].strip():
        return text[:start].rstrip(), text[start + 1 : -1].strip()
    return heading, ""


def _style(kind: ElementKind) -> Style:
    return Style.ITALIC if kind is _K.LYRICS else Style.PLAIN


def spoken_by(name: str, words: str) -> str:
    """A name with what stands in brackets behind it, such as (CONT'D), unless it is there already."""
    return name if words.strip("()").upper() in name.upper() else f"{name} {words}"


def plain_row(text: str, column: int, kind: ElementKind, line: int) -> Row:
    """A row that stands nowhere in the source."""
    return Row((Run(text),), column, kind, line)
