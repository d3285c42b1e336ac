"""PDF to the trade's layout: 12-point Courier, title page, page numbers, scene numbers in both margins.

The page's rows come from the paginator, so the PDF's pages are the editor's.
"""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import Failure
from scriptwriter.domain.screenplay import Run, Style
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats import fountain_document
from scriptwriter.formats.geometry import (
    COLUMNS_PER_INCH,
    LEFT_MARGIN_INCHES,
    LETTER,
    NUMBER_ROWS_ABOVE,
    ROWS_PER_INCH,
    TOP_MARGIN_INCHES,
    Paper,
)
from scriptwriter.formats.pagination import Page, Paginator, PlacedRow
from scriptwriter.formats.title_page import TitleLine, title_lines

_POINTS = 72
_SIZE = 12
_ROW = _POINTS / ROWS_PER_INCH
_COLUMN = _POINTS / COLUMNS_PER_INCH
#: Letters stand so much above the bottom of their row.
_BASELINE = 3.0
_FILES = {
    Style.PLAIN: "CourierPrime-Regular.ttf",
    Style.BOLD: "CourierPrime-Bold.ttf",
    Style.ITALIC: "CourierPrime-Italic.ttf",
    Style.BOLD | Style.ITALIC: "CourierPrime-BoldItalic.ttf",
}
#: Scene numbers stand so many columns from the action's edges.
_NUMBER_LEFT = -6
_NUMBER_RIGHT = 2
_MARK_RIGHT = 6


def write_pdf(
    lines: Sequence[str],
    kinds: Sequence[ElementKind],
    fonts: Path,
    *,
    paper: Paper = LETTER,
    prose: bool = False,
    title_page: bool = True,
    scene_numbers: bool = True,
    revised: frozenset[int] = frozenset(),
    progress: Callable[[float], None] | None = None,
    cancel: CancelToken | None = None,
) -> bytes:
    """The script as a PDF file. ``fonts`` is the folder with Courier Prime. ``progress`` is told parts from 0 to 1.
    ``revised`` lines get the trade's asterisk in the right margin.

    Raises ``Failure`` when it was cancelled or the fonts are missing. Letters that the font lacks come out as boxes.
    """
    paginator = Paginator(lines, kinds, paper, prose)
    script = fountain_document.from_lines(lines, kinds)
    writer = _Writer(paper, fonts, script.title)
    if title_page and script.title_page:
        writer.title_page(title_lines(script.title_page, paper))
    header = running_head(script.field("author", "authors"), script.title) if prose else ""
    for page in paginator.pages():
        if cancel is not None and cancel.is_set():
            raise Failure("The PDF was cancelled; nothing was written.")
        writer.page(page, scene_numbers, header, revised)
        if progress is not None:
            progress(page.number / paginator.count)
    return writer.finish()


def running_head(authors: Sequence[str], title: str) -> str:
    """A manuscript's head on every page: surname, title."""
    surname = authors[0].split()[-1] if authors and authors[0].split() else ""
    return " / ".join(part for part in (surname, title.upper()) if part)


class _Writer:
    """Draws rows on reportlab's canvas, whose origin is the lower left corner."""

    def __init__(self, paper: Paper, fonts: Path, title: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.paper = paper
        self.names = _load_fonts(fonts)
        self.buffer = io.BytesIO()
        size = (paper.width * _POINTS, paper.height * _POINTS)
        self.canvas: Any = Canvas(self.buffer, pagesize=size, pageCompression=1, invariant=1)
        self.canvas.setTitle(title or "Untitled")
        self.canvas.setCreator("scriptwriter")

    def title_page(self, found: Sequence[TitleLine]) -> None:
        for line in found:
            self._runs(line.runs, line.column, line.down)
        self.canvas.showPage()

    def page(self, page: Page, scene_numbers: bool, header: str, revised: frozenset[int] = frozenset()) -> None:
        if page.number > 1 or header:
            text = f"{header} / {page.number}" if header else f"{page.number}."
            self._runs((Run(text),), self.paper.columns - len(text), -NUMBER_ROWS_ABOVE)
        for placed in page.rows:
            self._runs(placed.row.runs, placed.row.column, placed.down)
            if placed.row.line in revised:
                self._runs((Run("*"),), self.paper.columns + _MARK_RIGHT, placed.down)
            if scene_numbers and placed.number:
                self._scene_number(placed)
        self.canvas.showPage()

    def _scene_number(self, placed: PlacedRow) -> None:
        number = (Run(placed.number),)
        self._runs(number, _NUMBER_LEFT, placed.down)
        self._runs(number, self.paper.columns + _NUMBER_RIGHT, placed.down)

    def _runs(self, runs: Sequence[Run], column: int, down: int) -> None:
        x = LEFT_MARGIN_INCHES * _POINTS + column * _COLUMN
        y = (self.paper.height - TOP_MARGIN_INCHES) * _POINTS - (down + 1) * _ROW + _BASELINE
        for run in runs:
            if run.text.strip():
                self.canvas.setFont(self.names[run.style & ~Style.UNDERLINE], _SIZE)
                self.canvas.drawString(x, y, run.text)
            width = len(run.text) * _COLUMN
            if run.style & Style.UNDERLINE:
                self.canvas.setLineWidth(0.6)
                self.canvas.line(x, y - 1.8, x + width, y - 1.8)
            x += width

    def finish(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def _load_fonts(folder: Path) -> dict[Style, str]:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    names = {}
    for style, file in _FILES.items():
        name = Path(file).stem
        if name not in pdfmetrics.getRegisteredFontNames():
            try:
                pdfmetrics.registerFont(TTFont(name, str(folder / file)))
            except (TTFError, OSError) as error:
                raise Failure(f"The font {folder / file} is missing or damaged: {error}.") from error
        names[style] = name
    return names
