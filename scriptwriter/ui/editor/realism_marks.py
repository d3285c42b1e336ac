"""Marks beside the passages: a shape and a number, and a fine line along what was judged.

They stand at the left of the text; page numbers and the stars of a revision stand at its right.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextBlock, QTextLayout

from scriptwriter.domain.score import Score, Verdict
from scriptwriter.realism.segments import Segment

if TYPE_CHECKING:
    from scriptwriter.ui.editor.page_layout import PageLayout

#: From these scores on: half filled, filled.
_MIDDLE, _HIGH = 34, 67
#: Of what has no score, only what needs a few more words: dashes all along the script would tell a writer nothing.
_MARKED = frozenset({Verdict.SCORED, Verdict.TOO_SHORT})
#: In pixels: from the text to the line, from the line to the number; the shape's size in letter heights.
_GAP, _SPACE, _SHAPE = 10, 7, 0.72
_FONT_SHARE, _LEAST_POINTS = 0.75, 7.0


class Level(Enum):
    """How a score is shown: by a shape and the theme's colour for it."""

    LOW = "error"
    MIDDLE = "warning"
    HIGH = "ok"


def level_of(value: int) -> Level:
    """The level of a score from 0 to 100."""
    return Level.HIGH if value >= _HIGH else Level.MIDDLE if value >= _MIDDLE else Level.LOW


@dataclass(slots=True, eq=False)
class Mark:
    """A passage of the script by its lines. ``column`` and ``end``: where it begins and ends in the first and last."""

    first: int
    last: int
    part: Segment
    score: Score | None
    column: int = 0
    end: int = 0


class Marks:
    """All passages in order; edits above move them, an edit inside takes one away until it is read again."""

    def __init__(self) -> None:
        self.items: list[Mark] = []

    def replace_lines(self, first: int, removed: int, added: int) -> list[Mark]:
        """Follow an edit; the marks that it took away."""
        low = bisect_left(self.items, first, key=lambda mark: mark.last)
        high = max(bisect_left(self.items, first + removed, key=lambda mark: mark.first), low)
        gone = self.items[low:high]
        del self.items[low:high]
        if added != removed:
            for mark in self.items[low:]:
                mark.first += added - removed
                mark.last += added - removed
        return gone

    def on_line(self, line: int) -> Iterator[Mark]:
        """The passages that have a part on a line."""
        for at in range(bisect_left(self.items, line, key=lambda mark: mark.last), len(self.items)):
            if self.items[at].first > line:
                return
            yield self.items[at]

    def at(self, line: int, column: int) -> Mark | None:
        """The passage at a place; between two lines of one, that one."""
        found = list(self.on_line(line))
        return next((mark for mark in found if mark.last > line or column <= mark.end), found[-1] if found else None)


class RealismMarks:
    """Draws marks beside the blocks that a layout paints. ``colors`` are a theme's, by name."""

    def __init__(self, layout: PageLayout, marks: Marks) -> None:
        self._layout, self._marks = layout, marks
        self.shown = True
        self.colors: dict[str, str] = {}
        layout.underliners.append(self._draw)

    def room(self) -> float:
        """How many pixels there are between the paper's edge and the text."""
        sheet = self._layout.sheet
        return sheet.text_left - sheet.page_left

    def _draw(self, painter: QPainter, block: QTextBlock, shown: QTextLayout, at: QPointF) -> None:
        if not self.shown or not self.colors:
            return
        number = block.blockNumber()
        for mark in self._marks.on_line(number):
            if mark.score is not None and mark.score.verdict in _MARKED:
                painter.save()
                self._draw_mark(painter, mark, number, shown, at, len(block.text()))
                painter.restore()

    def _draw_mark(
        self, painter: QPainter, mark: Mark, number: int, shown: QTextLayout, at: QPointF, length: int
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = self._layout.sheet.line_height
        top = at.y() + (_row(shown, mark.column) * row if number == mark.first else 0)
        bottom = at.y() + ((_row(shown, mark.end) + 1) * row if number == mark.last else shown.lineCount() * row)
        if number == mark.last and mark.end < length:
            bottom -= row / 2  # the next part of the same paragraph begins there
        color = self._color(mark.score)
        x = at.x() - min(_GAP, self.room() / 3)
        if mark.score is not None and mark.score.verdict is Verdict.SCORED:
            faint = QColor(color)
            faint.setAlphaF(faint.alphaF() * 0.55)
            painter.setPen(QPen(faint, 1.5))
            painter.drawLine(QPointF(x, top + row * 0.2), QPointF(x, bottom - row * 0.15))
        if number == mark.first:
            self._draw_number(painter, mark.score, color, QRectF(0, top, x - _SPACE, row))

    def _draw_number(self, painter: QPainter, score: Score | None, color: QColor, place: QRectF) -> None:
        font = self._font()
        metrics = QFontMetricsF(font)
        scored = score is not None and score.verdict is Verdict.SCORED and score.value is not None
        text = str(score.value) if scored and score is not None else "–"
        width, size = metrics.horizontalAdvance("100"), metrics.ascent() * _SHAPE
        left = place.right() - width - size - 4
        middle = place.center().y()
        painter.setFont(font)
        painter.setPen(color)
        if left < self._layout.sheet.page_left:
            left = place.right() - size  # no room for the number: the shape alone
        else:
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        if scored and score is not None and score.value is not None:
            right = place.right() - metrics.horizontalAdvance(text) - 5 if left < place.right() - size else left + size
            draw_shape(painter, level_of(score.value), QRectF(right - size, middle - size / 2, size, size), color)

    def _font(self) -> QFont:
        """The window's own font, so that a mark is not taken for the script; as large as the page's zoom asks for."""
        font = QFont()
        points = self._layout.document().defaultFont().pointSizeF()
        font.setPointSizeF(max(points * _FONT_SHARE, _LEAST_POINTS))
        return font

    def _color(self, score: Score | None) -> QColor:
        if score is None or score.value is None:
            return QColor(self.colors["dim"])
        return QColor(self.colors[level_of(score.value).value])

    def mark_at(self, point: QPointF, line_of: Callable[[float], int]) -> Mark | None:
        """The passage whose mark stands at a point of the sheet."""
        sheet = self._layout.sheet
        if not self.shown or not sheet.page_left <= point.x() < sheet.text_left:
            return None
        line = line_of(point.y())
        found = list(self._marks.on_line(line))
        if len(found) < 2:
            return found[0] if found else None
        layout = self._layout.document().findBlockByNumber(line).layout()
        row = int((point.y() - self._layout.top_of(line)) // sheet.line_height)
        return next((mark for mark in reversed(found) if mark.first < line or _row(layout, mark.column) <= row), None)


def _row(shown: QTextLayout, column: int) -> int:
    line = shown.lineForTextPosition(column)
    return line.lineNumber() if line.isValid() else 0


def draw_shape(painter: QPainter, level: Level, place: QRectF, color: QColor) -> None:
    """A ring that is empty, half filled or filled: told apart without its colour."""
    painter.setPen(QPen(color, max(place.width() / 8, 1.2)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = place.adjusted(0.6, 0.6, -0.6, -0.6)
    painter.drawEllipse(ring)
    painter.setBrush(color)
    if level is Level.HIGH:
        painter.drawEllipse(ring)
    elif level is Level.MIDDLE:
        painter.drawPie(ring, 90 * 16, 180 * 16)
