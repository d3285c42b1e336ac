"""Draws printed pages with Qt, for the preview and the printer; the PDF is written by ``formats.pdf_write``."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from scriptwriter.domain.screenplay import Run, Style
from scriptwriter.formats.geometry import (
    COLUMNS_PER_INCH,
    LEFT_MARGIN_INCHES,
    NUMBER_ROWS_ABOVE,
    ROWS_PER_INCH,
    TOP_MARGIN_INCHES,
    Paper,
)
from scriptwriter.formats.pagination import Page
from scriptwriter.formats.title_page import TitleLine

_BASELINE_INCHES = 3 / 72
_NUMBER_LEFT, _NUMBER_RIGHT, _MARK_RIGHT = -6, 2, 6


class PagePainter:
    """Draws at ``dpi`` dots an inch, from the painter's origin, which is the paper's upper left corner."""

    def __init__(self, paper: Paper, dpi: float, header: str = "", revised: frozenset[int] = frozenset()) -> None:
        self.paper, self.dpi, self.header, self.revised = paper, dpi, header, revised
        font = QFont("Courier Prime")
        font.setStyleHint(QFont.StyleHint.TypeWriter)
        font.setFeature(QFont.Tag("liga"), 0)
        # In pixels: points would be counted by the screen's dots, whatever is drawn on.
        font.setPixelSize(max(round(dpi * 12 / 72), 1))
        self._fonts = {style: _styled(font, style) for style in map(Style, range(8))}
        # Letters are put one by one on the column grid: a rounded advance would shift the end of a row.
        self._column = dpi / COLUMNS_PER_INCH
        self._row = dpi / ROWS_PER_INCH

    @property
    def size(self) -> tuple[float, float]:
        """The paper's width and height in dots."""
        return self.paper.width * self.dpi, self.paper.height * self.dpi

    def title_page(self, painter: QPainter, lines: Sequence[TitleLine]) -> None:
        """The title page."""
        painter.setPen(QColor("black"))
        for line in lines:
            self._runs(painter, line.runs, line.column, line.down)

    def page(self, painter: QPainter, page: Page, scene_numbers: bool = True) -> None:
        """One page of the script."""
        painter.setPen(QColor("black"))
        if page.number > 1 or self.header:
            text = f"{self.header} / {page.number}" if self.header else f"{page.number}."
            self._runs(painter, (Run(text),), self.paper.columns - len(text), -NUMBER_ROWS_ABOVE)
        for placed in page.rows:
            self._runs(painter, placed.row.runs, placed.row.column, placed.down)
            if placed.row.line in self.revised:
                self._runs(painter, (Run("*"),), self.paper.columns + _MARK_RIGHT, placed.down)
            if scene_numbers and placed.number:
                for column in (_NUMBER_LEFT, self.paper.columns + _NUMBER_RIGHT):
                    self._runs(painter, (Run(placed.number),), column, placed.down)

    def _runs(self, painter: QPainter, runs: Sequence[Run], column: int, down: int) -> None:
        x = LEFT_MARGIN_INCHES * self.dpi + column * self._column
        y = TOP_MARGIN_INCHES * self.dpi + (down + 1) * self._row - _BASELINE_INCHES * self.dpi
        for run in runs:
            painter.setFont(self._fonts[run.style])
            at = x
            for word in _words(run.text):
                if word.strip():
                    painter.drawText(QPointF(at, y), word)
                at += len(word) * self._column
            if run.style & Style.UNDERLINE:
                painter.fillRect(QRectF(x, y + self.dpi / 45, at - x, max(self.dpi / 110, 1)), QColor("black"))
            x = at


def _words(text: str) -> list[str]:
    """Words with the spaces behind them: each one is placed anew, so that no rounding adds up."""
    words: list[str] = []
    for part in text.split(" "):
        words += [part, " "]
    return words[:-1]


def _styled(font: QFont, style: Style) -> QFont:
    made = QFont(font)
    made.setBold(bool(style & Style.BOLD))
    made.setItalic(bool(style & Style.ITALIC))
    return made
