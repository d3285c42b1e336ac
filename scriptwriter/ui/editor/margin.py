"""What stands in the editor's margin: page ends with their numbers, and the marks of a revision."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from scriptwriter.ui.editor.colors import REVISION_COLORS

if TYPE_CHECKING:
    from scriptwriter.ui.editor.page_layout import PageLayout

_MIDDLE_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Margin:
    """Paints beside the text of a layout. ``page_starts`` are (block, row in it) of each page's beginning."""

    def __init__(self, layout: PageLayout) -> None:
        self._layout = layout
        self.page_starts: list[tuple[int, int]] = []

    def draw_page_ends(self, painter: QPainter, clip: QRectF) -> None:
        """A dashed line where a printed page ends, and the next one's number in the margin."""
        layout, sheet = self._layout, self._layout.sheet
        first = max(bisect_right(self.page_starts, (layout.block_at(clip.top()), 0)) - 1, 1)
        pen = QPen(QColor(layout.colors.dim), 1, Qt.PenStyle.DashLine)
        pen.setDashPattern([2, 5])
        for at in range(first, len(self.page_starts)):
            number, part = self.page_starts[at]
            if number >= len(layout.classifier.lines):
                return
            y = self._page_end(number, part)
            if y > clip.bottom() + sheet.line_height:
                return
            painter.setPen(pen)
            painter.drawLine(QPointF(sheet.text_left, y), QPointF(sheet.text_left + sheet.text_width, y))
            self._write(painter, y - sheet.line_height / 2, f"{at + 1}.", layout.colors.dim)

    def draw_revised(self, painter: QPainter, number: int, color: str) -> None:
        """The trade's asterisk beside a block, in the revision's colour."""
        colors = self._layout.colors
        self._write(painter, self._layout.top_of(number), "*", REVISION_COLORS.get(color, colors.note))
        painter.setPen(QColor(colors.text))

    def _write(self, painter: QPainter, top: float, text: str, color: str) -> None:
        sheet = self._layout.sheet
        font = self._layout.document().defaultFont()
        room = sheet.page_left + sheet.width - QFontMetricsF(font).horizontalAdvance(text)
        left = min(sheet.text_left + sheet.text_width + sheet.column, room)
        painter.setFont(font)
        painter.setPen(QColor(color))
        painter.drawText(QRectF(left, top, 8 * sheet.column, sheet.line_height), _MIDDLE_LEFT, text)

    def _page_end(self, number: int, part: int) -> float:
        layout, row = self._layout, self._layout.sheet.line_height
        top = layout.top_of(number)
        if part:
            return top + min(part, max((layout.top_of(number + 1) - top) / row - 1, 0)) * row
        blank = number > 0 and not layout.classifier.lines[number - 1].strip()
        return top - (row / 2 if blank else 0)
