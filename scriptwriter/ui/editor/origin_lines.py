"""A dotted line below words that came from a suggestion: fainter than anything that wants an answer."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock, QTextLayout, QTextLine

from scriptwriter.ui.editor.page_layout import PageLayout

#: A dot, and the space to the next one, in pixels.
_DOT, _SPACE = 1, 3
_STRENGTH = 0.6

#: From the first position of a block to the one behind its last: the marked stretches, as positions of the document.
Stretches = Callable[[int, int], Iterable[tuple[int, int]]]


class OriginLines:
    """Draws in the blocks that a layout paints. ``stretches`` knows what is marked."""

    def __init__(self, layout: PageLayout, stretches: Stretches) -> None:
        self._layout, self._stretches = layout, stretches
        self.shown = True
        layout.underliners.append(self.draw)

    def draw(self, painter: QPainter, block: QTextBlock, shown: QTextLayout, at: QPointF) -> None:
        """Draw what there is below one block's words."""
        if not self.shown:
            return
        first = block.position()
        found = list(self._stretches(first, first + block.length()))
        if not found:
            return
        painter.save()
        color = QColor(self._layout.colors.generated)
        color.setAlphaF(_STRENGTH)
        pen = QPen(color, _DOT, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1, _SPACE / _DOT])
        painter.setPen(pen)
        text = block.text()
        for start, end in found:
            for line in self._lines(shown, start - first, min(end - first, block.length() - 1)):
                self._draw_in(painter, shown, line, text, start - first, end - first, at)
        painter.restore()

    def _lines(self, shown: QTextLayout, start: int, end: int) -> Iterable[QTextLine]:
        for number in range(shown.lineCount()):
            line = shown.lineAt(number)
            if line.textStart() < end and line.textStart() + line.textLength() > start:
                yield line

    def _draw_in(
        self, painter: QPainter, shown: QTextLayout, line: QTextLine, text: str, start: int, end: int, at: QPointF
    ) -> None:
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if text.isascii():  # where places are letters, no line is drawn below the space at either end
            while first < last and text[first : first + 1].isspace():
                first += 1
            while last > first and text[last - 1 : last].isspace():
                last -= 1
        left, right = sorted((_x(line, _shown_at(shown, first)), _x(line, _shown_at(shown, last))))
        if right <= left:
            return
        y = int(at.y() + line.y() + line.ascent() + line.descent()) + 0.5  # below the spelling's line
        painter.drawLine(QPointF(round(at.x() + left), y), QPointF(round(at.x() + right), y))


def _shown_at(shown: QTextLayout, place: int) -> int:
    """Where a place of the text is while an input method shows undecided letters before it."""
    undecided = shown.preeditAreaText()
    return place + len(undecided) if undecided and place > shown.preeditAreaPosition() else place


def _x(line: QTextLine, place: int) -> float:
    x = line.cursorToX(place)
    return x[0] if isinstance(x, tuple) else x  # pyright: ignore[reportReturnType] - the stubs know no type
