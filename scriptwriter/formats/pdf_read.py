"""The text layer of a PDF as a script: by where letters stand on the page, since a PDF knows no paragraphs."""

import io
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadDocument, Failure
from scriptwriter.domain.screenplay import Run, Screenplay, Style
from scriptwriter.formats import fountain_document
from scriptwriter.formats.columns import Line, elements_of, front_of, is_in_columns, is_name, prose_of
from scriptwriter.formats.fountain import guess_form
from scriptwriter.formats.imported import clean, fountain_text
from scriptwriter.formats.title_guess import is_credit

MAX_BYTES = 256 * 1024 * 1024
MAX_PAGES = 2_000
#: One page's text, and the whole file's; far beyond any book.
_MAX_LETTERS = 20_000_000
_MAX_STREAM = 32 * 1024 * 1024
_UNPACKED = tuple(f"{kind}_maximum_output_length" for kind in ("zlib", "lzw", "run_length", "brotli"))

#: A Courier letter is so wide, in parts of its size.
_WIDTH = 0.6
#: Letters that stand this far apart up or down are on the same row, in parts of their size.
_SAME_ROW = 0.35
#: Rows further apart than so many usual rows have blank space between them.
_BLANK = 1.45
#: Page numbers and headers stand in so many rows from the page's top and bottom.
_MARGIN_ROWS = 3

_PAGE_NUMBER = re.compile(r"\(?(?:page\s+)?[A-Z]?\d{1,4}[A-Z]?\.?\)?(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_CONTINUED = re.compile(r"(?:\S+\s+)?\(?(?:CONTINUED|FORTSETZUNG)\)?:?(?:\s*\(\d+\))?(?:\s+\S+)?")
_MORE = re.compile(r"\((?:MORE|MEHR|WEITER)\)", re.IGNORECASE)
_CONT_D = re.compile(r"\s*\((?:CONT['’]?D\.?|CONTINUED|CONT\.?|FORTS\.?)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Letters:
    """Some letters in one style. ``x`` and ``y`` in points from the lower left corner, ``size`` the font's."""

    x: float
    y: float
    size: float
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of a page. ``y`` in points, ``size`` of its letters; ``x`` where it begins."""

    x: float
    y: float
    size: float
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def read_pdf(data: bytes, cancel: CancelToken | None = None, name: str = "This") -> Screenplay:
    """The script that a PDF prints. ``name`` is for the messages.

    Page numbers, headers, (MORE), (CONT'D) and CONTINUED fall away; speeches are joined over pages; bold and italic
    are known from the fonts. Underlines and notes are drawings, so they are lost.
    Raises ``BadDocument`` for what is no PDF, protected, scanned or beyond the limits, ``Failure`` when cancelled.
    """
    if len(data) > MAX_BYTES:
        raise BadDocument(f"{name} is too large: {len(data) / 1e6:.0f} MB; {MAX_BYTES / 1e6:.0f} MB are possible.")
    if b"%PDF-" not in data[:1024]:
        raise BadDocument(f"{name} is not a PDF file.")
    pages = _guarded(lambda: _pages(data, cancel, name), name)
    if not any(pages):
        raise BadDocument(f"{name} has no text in it: its pages are pictures, such as a scan.")
    lines = _lines(_without_margins(pages))
    return _script(lines)


def _guarded(work: Callable[[], list[list[_Row]]], name: str) -> list[list[_Row]]:
    """Whatever a damaged file makes the library stumble over, as one line."""
    import struct
    import zlib

    from pypdf import apply_configuration
    from pypdf.errors import LimitReachedError, PyPdfError

    limits: dict[str, Any] = dict.fromkeys(_UNPACKED, _MAX_STREAM)
    try:
        with apply_configuration(**limits):
            return work()
    except LimitReachedError:
        raise BadDocument(f"{name} is not a PDF that can be read: it unpacks to far too much.") from None
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError):
        raise BadDocument(f"{name} is not a PDF that can be read: it is damaged.") from None
    except (RecursionError, NotImplementedError, OSError, EOFError, zlib.error, struct.error):
        raise BadDocument(f"{name} is not a PDF that can be read: it is damaged.") from None


# -- letters ---------------------------------------------------------------------------------------


def _pages(data: bytes, cancel: CancelToken | None, name: str) -> list[list[_Row]]:
    import logging

    from pypdf import PdfReader

    # The library tells every oddity of a file on standard error; the answer to them is the one line above.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not _opens(reader):
        raise BadDocument(f"{name} is protected by a password: save it without one first.")
    if len(reader.pages) > MAX_PAGES:
        raise BadDocument(f"{name} has too many pages: {len(reader.pages)}; {MAX_PAGES} are possible.")
    pages: list[list[_Row]] = []
    room = _MAX_LETTERS
    for page in reader.pages:
        letters = _letters(page, cancel, room, name)
        room -= sum(len(one.text) for one in letters)
        pages.append(list(_rows(letters)))
    return pages


def _opens(reader: Any) -> bool:
    """Whether the file opens without a password, as those do that only forbid printing."""
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except DependencyError:
        return False


def _letters(page: Any, cancel: CancelToken | None, room: int, name: str) -> list[_Letters]:
    found: list[_Letters] = []
    count = 0

    def take(text: str, outer: Sequence[float], inner: Sequence[float], font: Any, size: float) -> None:
        nonlocal count
        count += len(text)
        if count > room:
            raise BadDocument(f"{name} is not a PDF that can be read: it has far too much text.")
        words = clean(text).replace("\n", "").replace("\t", " ")
        if words.strip():
            found.append(_placed(words, outer, inner, font, size))

    def check(*_operation: Any) -> None:
        if cancel is not None and cancel.is_set():
            raise Failure("The import was cancelled.")

    check()
    contents = page.get_contents()
    if contents is not None:
        # What extract_text cannot unpack it takes for empty.
        contents.get_data()
    page.extract_text(visitor_text=take, visitor_operand_before=check)
    return found


def _placed(text: str, outer: Sequence[float], inner: Sequence[float], font: Any, size: float) -> _Letters:
    x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
    y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
    scale = abs(inner[3] * outer[3]) or abs(inner[1] * outer[2]) or 1.0
    return _Letters(float(x), float(y), max(float(size or 12) * scale, 1.0), text, _style(font))


def _style(font: Any) -> Style:
    base = str((font or {}).get("/BaseFont", "")).lower()
    style = Style.BOLD if "bold" in base or "black" in base else Style.PLAIN
    return style | Style.ITALIC if "italic" in base or "oblique" in base else style


# -- rows ------------------------------------------------------------------------------------------


def _rows(letters: Sequence[_Letters]) -> Iterator[_Row]:
    """The letters of a page in rows, from the top."""
    row: list[_Letters] = []
    for one in sorted(letters, key=lambda one: (-one.y, one.x)):
        if row and abs(row[0].y - one.y) > _SAME_ROW * max(row[0].size, one.size):
            yield _row(row)
            row = []
        row.append(one)
    if row:
        yield _row(row)


def _row(letters: Iterable[_Letters]) -> _Row:
    found = sorted(letters, key=lambda one: one.x)
    first = found[0]
    lead = len(first.text) - len(first.text.lstrip())
    runs: list[Run] = []
    end = first.x
    for one in found:
        gap = (one.x - end) / (one.size * _WIDTH)
        if runs and gap > 0.5:
            runs.append(Run(" " * max(round(gap), 1)))
        runs.append(Run(one.text, one.style))
        end = one.x + len(one.text) * one.size * _WIDTH
    runs[0] = replace(runs[0], text=runs[0].text.lstrip())
    runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return _Row(first.x + lead * first.size * _WIDTH, first.y, first.size, tuple(run for run in runs if run.text))


# -- margins ---------------------------------------------------------------------------------------


def _without_margins(pages: Sequence[list[_Row]]) -> list[list[_Row]]:
    """The pages without numbers, headers, footers and what says that a scene goes on."""
    pages = [[row for row in page if not _CONTINUED.fullmatch(row.text.strip())] for page in pages]
    gap = _pitch(pages) * _BLANK
    repeated = _repeated(pages, gap)
    return [_peeled(_peeled(page, repeated, gap)[::-1], repeated, gap)[::-1] for page in pages]


def _edge(page: Sequence[_Row], gap: float) -> Iterator[_Row]:
    """The outermost rows, as long as each has blank space to the rest."""
    for row, inner in pairwise(page[: _MARGIN_ROWS + 1]):
        yield row
        if abs(row.y - inner.y) <= gap:
            return


def _repeated(pages: Sequence[Sequence[_Row]], gap: float) -> frozenset[str]:
    """What stands at the edge of at least three pages and half of them, whatever its numbers."""
    edges = ({_shape(row.text) for row in (*_edge(page, gap), *_edge(page[::-1], gap))} for page in pages)
    counts = Counter(shape for edge in edges for shape in edge)
    least = max(3, len(pages) / 2)
    return frozenset(shape for shape, count in counts.items() if count >= least)


def _shape(text: str) -> str:
    return " ".join(re.sub(r"\d+", "0", text).split())


def _peeled(page: list[_Row], repeated: frozenset[str], gap: float) -> list[_Row]:
    """A page without the numbers and headers at its beginning, from whichever end that is."""
    start = 0
    for row in _edge(page, gap):
        blank = start + 1 >= len(page) or abs(row.y - page[start + 1].y) > gap
        if not _PAGE_NUMBER.fullmatch(row.text.strip()) and not (blank and _shape(row.text) in repeated):
            break
        start += 1
    return page[start:]


# -- lines -----------------------------------------------------------------------------------------


def _lines(pages: Sequence[Sequence[_Row]]) -> list[Line]:
    pitch = _pitch(pages)
    width = _usual(row.size for page in pages for row in page) * _WIDTH
    lines: list[Line] = []
    for number, page in enumerate(pages):
        above = 1
        before: _Row | None = None
        made: list[Line] = []
        for row in page:
            if before is not None:
                above = max(round((before.y - row.y) / pitch - 0.45), 0) if before.y - row.y > _BLANK * pitch else 0
            made.append(Line(row.x / width, row.runs, above, part=number))
            before = row
        _append_page(lines, made)
    return [line for line in lines if line.text]


def _pitch(pages: Sequence[Sequence[_Row]]) -> float:
    """How far rows that belong together stand apart, in points: the smallest usual distance."""
    gaps = [above.y - below.y for page in pages for above, below in pairwise(page)]
    counts = Counter(round(gap) for gap in gaps if gap > 4)
    if not counts:
        return 12.0
    often = max(counts.values())
    return float(min(gap for gap, count in counts.items() if count * 4 >= often))


def _usual(sizes: Iterable[float]) -> float:
    counts = Counter(round(size, 1) for size in sizes)
    return max(counts, key=lambda size: counts[size]) if counts else 12.0


def _append_page(lines: list[Line], page: list[Line]) -> None:
    """Put a page below the others; what was torn apart by the page's end is joined."""
    if lines and _MORE.fullmatch(lines[-1].text.strip()):
        lines.pop()
        if page and is_name(page[0].text) and len(page) > 1:
            page.pop(0)
            page[0].goes_on = True
    elif lines and page and _runs_on(lines[-1], page[0]):
        page[0].above, page[0].goes_on = 0, True
    lines += [_without_cont_d(line) for line in page]


def _runs_on(last: Line, first: Line) -> bool:
    """Whether a sentence goes on over the page's end, in the same column."""
    begun = last.text.rstrip().endswith((".", "!", "?", ":", '"', "”", ")"))
    return not begun and first.text[:1].islower() and abs(last.indent - first.indent) < 2


def _without_cont_d(line: Line) -> Line:
    if not is_name(line.text) or not _CONT_D.search(line.text):
        return line
    name = _CONT_D.sub("", line.text)
    return replace(line, runs=(Run(name, line.runs[0].style),))


# -- script ----------------------------------------------------------------------------------------


def _script(lines: list[Line]) -> Screenplay:
    front = _front(lines)
    fields, body = front_of(lines[:front]), lines[front:]
    if is_in_columns(body):
        return Screenplay(fields, tuple(elements_of(body)))
    text = "\n".join(("\n" if line.above else "") + fountain_text(line.runs) for line in body)
    if guess_form(text) is Form.SCRIPT:
        return Screenplay(fields, fountain_document.read(f"\n{text}").elements)
    return Screenplay(fields, tuple(prose_of(body)))


def _front(lines: Sequence[Line]) -> int:
    """How many lines the first page has when it is a title page."""
    end = bisect_left([line.part for line in lines], 1)
    if end == len(lines) or end > 30:
        return 0
    credited = any(is_credit(line.text) for line in lines[:end])
    sparse = end < 15 and not is_in_columns(lines[:end]) and lines[0].indent > min(line.indent for line in lines) + 8
    return end if credited or sparse else 0
