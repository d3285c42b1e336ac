"""Screenplay pages: which row stands where, and where pages end.

The rules are the trade's: a heading stays with what follows it, a speech goes over a page only with two rows on either
side, (MORE) below and (CONT'D) above, an action with two rows on either side, a transition is not left alone on top.
The editor asks only where pages end and reads on from an edit (``Paginator``); PDF and print take the rows.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.blocks import Block, ProseBlocks, ScriptBlocks, plain_row, spoken_by
from scriptwriter.formats.geometry import LETTER, Paper, slot
from scriptwriter.formats.rows import Row

_K = ElementKind

MORE = "(MORE)"
CONTINUED = "(CONT'D)"
#: Rows that stay together on either side of a page's end.
_TOGETHER = 2
#: A manuscript is double-spaced; a chapter begins a third of the way down.
_PROSE_SPACING = 2
_CHAPTER_PART = 3


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row and how far down it stands, in rows from the top of the text. ``number`` is a scene's, for the margins."""

    row: Row
    down: int
    number: str = ""


@dataclass(slots=True)
class Page:
    """``number`` from 1. ``line`` and ``part``: the first row's place in the source, as in ``Row``."""

    number: int
    rows: list[PlacedRow] = field(default_factory=list)

    @property
    def start(self) -> tuple[int, int]:
        """Line and part of the first row that comes from the source."""
        first = next((placed.row for placed in self.rows if placed.row.text not in (MORE, "")), None)
        return (first.line, first.part) if first else (0, 0)


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a page begins: the block's line, and how many of its rows stand on the pages before."""

    line: int
    done: int


class Paginator:
    """Knows where the pages of a script begin and keeps it up to date.

    ``starts`` are (line, part) of each page's first row, the first page's being (0, 0). With ``lazy`` nothing is read
    until ``read_more`` is called: a thousand pages take most of a second.
    """

    def __init__(
        self,
        lines: Sequence[str],
        kinds: Sequence[ElementKind],
        paper: Paper = LETTER,
        prose: bool = False,
        lazy: bool = False,
    ) -> None:
        self.paper, self.prose = paper, prose
        self._blocks = (ProseBlocks if prose else ScriptBlocks)(lines, kinds, paper)
        self._starts: list[_Start] = [_Start(0, 0)]
        self._places: list[tuple[int, int]] = [(0, 0)]
        self.starts: list[tuple[int, int]] = [(0, 0)]
        self._reading = self._read(0)
        if not lazy:
            self.read_more(None)

    @property
    def complete(self) -> bool:
        """Whether all pages are known."""
        return self._reading is None

    def read_more(self, pages: int | None = 10) -> bool:
        """Read so many more pages, or all; whether there are more."""
        more = False
        if self._reading is not None:
            more = any(done == pages for done, _ in enumerate(self._reading, 1))
            if not more:
                self._reading = None
            self.starts = list(self._places)
        return more

    def changed(self, first: int, removed: int, added: int) -> None:
        """Lines from ``first`` on were replaced. Reads only what it must, and leaves ``read_more`` the rest.

        ``lines`` and ``kinds`` hold the new state already; kinds may have changed for a line above or below, too.
        """
        shift = added - removed
        # The block that was touched may move to the page before, and a heading above with it: begin there. A page that
        # begins in the middle of a block tells nothing of where that block could begin.
        above = [at for at, start in enumerate(self._starts) if start.line < first - 1 and not start.done]
        page = max(above[-1] - 1, 0) if above else 0
        rest = [
            (_Start(start.line + shift, start.done), (line + shift, part))
            for start, (line, part) in zip(self._starts[page + 1 :], self._places[page + 1 :], strict=True)
            if start.line > first + removed + 1
        ]
        # Pages that were not read when the text changed are unknown, however well the next one fits.
        complete = self.complete
        del self._starts[page + 1 :]
        del self._places[page + 1 :]
        self._reading = self._read(page, rest if complete else ())

    def shift(self, first: int, removed: int, added: int) -> None:
        """Move the starts behind an edit along with their lines, until ``changed`` finds their real places."""
        by, end = added - removed, first + removed
        self.starts = [(line + by, part) if line >= end else (line, part) for line, part in self.starts]

    def _read(self, page: int, known: Sequence[tuple[_Start, tuple[int, int]]] = ()) -> Iterator[None]:
        """Find the starts behind page ``page``; ``known`` are later ones that count again once one of them is met."""
        index = {start: at for at, (start, _) in enumerate(known)}
        start = self._starts[page]
        while True:
            made = _make_page(self._blocks, start, page + 1, self.paper, self.prose)
            if made.next is None:
                return
            start, page = made.next, page + 1
            if start in index:
                for other, place in known[index[start] :]:
                    self._starts.append(other)
                    self._places.append(place)
                return
            self._starts.append(start)
            self._places.append(self._place(start))
            yield

    def _place(self, start: _Start) -> tuple[int, int]:
        block = self._blocks.at(start.line)
        row = block.rows[start.done] if block is not None and start.done < len(block.rows) else None
        return (row.line, row.part) if row else (start.line, 0)

    def pages(self) -> Iterator[Page]:
        """All pages with their rows, one after the other."""
        for number, start in enumerate(self._starts, 1):
            yield self.page(number, start)

    def page(self, number: int, start: _Start | None = None) -> Page:
        """One page with its rows; ``number`` from 1."""
        return _make_page(self._blocks, start or self._starts[number - 1], number, self.paper, self.prose).page

    @property
    def count(self) -> int:
        """How many pages there are; an empty script has one."""
        return len(self._starts)

    def page_of(self, line: int) -> int:
        """The page on which a line begins, from 1."""
        return max(bisect_right(self.starts, (line, 0)), 1)


@dataclass(slots=True)
class _Made:
    page: Page
    next: _Start | None


def _make_page(blocks: ScriptBlocks | ProseBlocks, start: _Start, number: int, paper: Paper, prose: bool) -> _Made:
    """Fill one page."""
    builder = _PageBuilder(blocks, Page(number), paper, prose)
    block, done = blocks.at(start.line), start.done
    while block is not None:
        following = builder.place(block, done)
        if following is not None:
            return _Made(builder.page, following)
        block, done = blocks.at(block.end), 0
    return _Made(builder.page, None)


class _PageBuilder:
    """Puts blocks on one page until one does not fit."""

    def __init__(self, blocks: ScriptBlocks | ProseBlocks, page: Page, paper: Paper, prose: bool) -> None:
        self.blocks, self.page, self.paper, self.prose = blocks, page, paper, prose
        self.pitch = _PROSE_SPACING if prose else 1
        self.rows = paper.rows // self.pitch
        self.used = 0

    def place(self, block: Block, done: int) -> _Start | None:
        """Put a block on the page; where the next page begins when this one is full."""
        if block.kind is _K.PAGE_BREAK:
            return self._after_break(block)
        if block.kind is _K.SECTION and self.prose:
            return self._chapter(block)
        above = block.above if self.used else 0
        if done:
            return self._rest(block, done)
        free = self.rows - self.used - above
        if block.height <= free and (not self.used or self._fits_with_next(block, free)):
            self._put(block, above, 0, block.height)
            return None
        taken = self._split(block, free)
        if taken:
            self._put(block, above, 0, taken)
            return _Start(block.line, taken)
        if self.used:
            return _Start(block.line, 0)
        # Taller than a page and not to be split well: split it anyhow.
        taken = min(free - bool(block.name), block.height)
        self._put(block, 0, 0, taken)
        return _Start(block.line, taken) if taken < block.height else None

    def _after_break(self, block: Block) -> _Start | None:
        """A page break ends the page; two in a row, or one at the end, make no empty page."""
        following = self.blocks.at(block.end)
        while following is not None and following.kind is _K.PAGE_BREAK:
            following = self.blocks.at(following.end)
        if following is None or not self.used:
            return None
        return _Start(following.line, 0)

    def _chapter(self, block: Block) -> _Start | None:
        if self.used:
            return _Start(block.line, 0)
        self.used = self.rows // _CHAPTER_PART
        self._put(block, 0, 0, block.height)
        self.used += 1
        return None

    def _rest(self, block: Block, done: int) -> _Start | None:
        """What is left of a block whose first rows stand on the page before."""
        if block.name:
            where = slot(_K.CHARACTER, self.paper.columns)
            line = block.rows[done].line if done < len(block.rows) else block.line
            self._add(plain_row(spoken_by(block.name, CONTINUED), where.indent, _K.CHARACTER, line), self.used)
            self.used += 1
        left, free = block.height - done, self.rows - self.used
        if left <= free:
            self._put(block, 0, done, block.height)
            return None
        taken = free - bool(block.name)
        self._put(block, 0, done, done + taken)
        return _Start(block.line, done + taken)

    def _put(self, block: Block, above: int, first: int, last: int) -> None:
        self.used += above
        for at in range(first, last):
            for rows in (block.rows, block.beside):
                if at < len(rows):
                    number = block.number if at == 0 and rows is block.rows else ""
                    self._add(rows[at], self.used, number)
            self.used += 1
        if block.name and last < block.height:
            where = slot(_K.CHARACTER, self.paper.columns)
            self._add(plain_row(MORE, where.indent, _K.CHARACTER, block.rows[last - 1].line), self.used)
            self.used += 1

    def _add(self, row: Row, down: int, number: str = "") -> None:
        self.page.rows.append(PlacedRow(row, down * self.pitch, number))

    # -- where a page may end ----------------------------------------------------------------------

    def _fits_with_next(self, block: Block, free: int) -> bool:
        """Whether a page may end behind this block, or what follows it fits as well."""
        if block.kind is not _K.SCENE_HEADING:
            following = self.blocks.at(block.end) if free == block.height else None
            # A transition alone on top of a page would say where a scene goes that nobody sees any more.
            return not (following is not None and following.kind is _K.TRANSITION and self._can_wait(block))
        needed = self._needed(block)
        return needed < free or (needed == free and not self._moves_on(block))

    def _moves_on(self, heading: Block) -> bool:
        """Whether what follows a heading would leave a page that it fills, because of the transition behind it."""
        block: Block | None = heading
        while block is not None and block.kind is _K.SCENE_HEADING:
            block = self.blocks.at(block.end)
        following = self.blocks.at(block.end) if block is not None else None
        return block is not None and following is not None and following.kind is _K.TRANSITION and self._can_wait(block)

    def _can_wait(self, block: Block) -> bool:
        return block.height <= 3 * _TOGETHER

    def _needed(self, block: Block) -> int:
        """The rows without which a block cannot begin on a page."""
        if block.kind is _K.SCENE_HEADING:
            following = self.blocks.at(block.end)
            if following is None or following.kind is _K.PAGE_BREAK:
                return block.height
            return block.height + following.above + self._needed(following)
        if block.beside or not block.name:
            least = block.height if block.beside or block.height <= 2 * _TOGETHER - 1 else _TOGETHER
            return min(least, block.height)
        return self._least_of_speech(block)

    def _least_of_speech(self, block: Block) -> int:
        if block.height <= 1 + 2 * _TOGETHER - 1:
            return block.height
        spoken = 0
        for count, row in enumerate(block.rows, 1):
            spoken += row.kind not in (_K.CHARACTER, _K.PARENTHETICAL)
            if spoken == _TOGETHER:
                return count + 1  # and the row with (MORE)
        return block.height

    def _split(self, block: Block, free: int) -> int:
        """How many rows of a block that does not fit may stand on this page; 0: none."""
        if block.beside or block.kind not in (_K.ACTION, _K.CHARACTER, _K.CENTERED, _K.DIALOGUE, _K.LYRICS):
            return 0
        if block.kind is not _K.CHARACTER:
            taken = min(free, block.height - _TOGETHER)
            return taken if taken >= _TOGETHER else 0
        return self._split_speech(block, free)

    def _split_speech(self, block: Block, free: int) -> int:
        taken = min(free - 1, block.height - _TOGETHER)
        while taken > 0 and block.rows[taken - 1].kind in (_K.PARENTHETICAL, _K.CHARACTER):
            taken -= 1
        spoken = sum(row.kind not in (_K.CHARACTER, _K.PARENTHETICAL) for row in block.rows[: max(taken, 0)])
        return taken if spoken >= _TOGETHER else 0
