"""The ghost: text that could come next, laid out as the script would look with it, never in the document."""

import unicodedata
from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.ui.editor.formats import utf16_length
from scriptwriter.ui.editor.sheet import Sheet

#: So many lines above are enough to know what a line is: a speech, or the blank line before a name.
_CONTEXT_LINES = 8
#: The classes of Unicode's letters that run to the right, or to the left.
_STRONG = frozenset({"L", "R", "AL"})


@dataclass(slots=True)
class _Piece:
    layout: QTextLayout
    top: float


class GhostView:
    """Ghost text below and after one line of the document.

    ``line_text`` is the document's line. At its end the ghost goes on in the same line (``inline``: line and ghost
    laid out together, drawn in the place of the line); the ghost's other lines, or all of it in the middle of a
    line, stand in room that the layout keeps free below.
    """

    def __init__(
        self,
        sheet: Sheet,
        color: str,
        lines_above: list[str],
        line_text: str,
        at_end: bool,
        text: str,
        streaming: bool,
    ) -> None:
        self._sheet = sheet
        self._format = QTextCharFormat()
        self._format.setForeground(QColor(color))
        self._format.setFontItalic(True)
        head, *rest = (text if at_end else text.lstrip()).split("\n")
        kinds = _kinds(
            lines_above,
            line_text + head if at_end else line_text,
            rest if at_end else [head, *rest],
            streaming,
        )
        self.inline: QTextLayout | None = None
        self.base_height = 0.0
        if at_end and head:
            self.inline = self._lay(line_text + head, kinds[0], utf16_length(line_text))
            self.base_height = self.inline.lineCount() * sheet.line_height
        self._pieces: list[_Piece] = []
        self.extra_height = 0.0
        for line, kind in zip(rest if at_end else [head, *rest], kinds[1:], strict=True):
            layout = self._lay(line, kind, 0)
            self._pieces.append(_Piece(layout, self.extra_height))
            self.extra_height += layout.lineCount() * sheet.line_height

    def _lay(self, text: str, kind: ElementKind, ghost_from: int) -> QTextLayout:
        layout = QTextLayout(text, self._sheet.font)
        ghost = QTextLayout.FormatRange()
        ghost.start, ghost.length, ghost.format = ghost_from, utf16_length(text) - ghost_from, self._format
        layout.setFormats([ghost])
        lay_lines(layout, self._sheet, kind, text)
        return layout

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        """Draw the lines below the document's line; ``top`` is where the kept room begins."""
        for piece in self._pieces:
            piece.layout.draw(painter, QPointF(left, top + piece.top))


def _kinds(above: list[str], line: str, below: list[str], streaming: bool) -> list[ElementKind]:
    """What the line and the ghost's lines are, in their context."""
    context = above[-_CONTEXT_LINES:]
    # While text streams in, a name must not wait for its speech to be seen as a name.
    after = ["…"] if streaming else []
    classifier = LineClassifier([*context, line, *below, *after])
    return classifier.kinds[len(context) : len(context) + 1 + len(below)]


def is_right_to_left(text: str) -> bool:
    """Whether a paragraph runs to the left: its first letter that has a direction says so."""
    if text.isascii():
        return False
    directions = (unicodedata.bidirectional(character) for character in text)
    return next((direction for direction in directions if direction in _STRONG), "L") != "L"


def cursor_at(layout: QTextLayout, line: QTextLine, x: float, text: str) -> int:
    """The place in a paragraph, ``text``, that is nearest to ``x`` in one of its lines."""
    if not is_right_to_left(text):
        offset = line.xToCursor(x)
        return offset[0] if isinstance(offset, tuple) else offset
    # Qt's answer is wrong by the width of the space at which the line was broken.
    start, end = line.textStart(), line.textStart() + line.textLength()
    is_last = line.lineNumber() == layout.lineCount() - 1
    places = [at for at in range(start, end + is_last) if layout.isValidCursorPosition(at)]
    return min(places, key=lambda at: abs(_x_of(line, at) - x), default=start)


def _x_of(line: QTextLine, place: int) -> float:
    x = line.cursorToX(place)
    return x[0] if isinstance(x, tuple) else x  # pyright: ignore[reportReturnType] - the stubs know no type


def lay_lines(layout: QTextLayout, sheet: Sheet, kind: ElementKind, text: str) -> int:
    """Break a paragraph, ``text``, into lines as its kind wants it; the number of lines."""
    align = sheet.slot(kind).align
    to_left = is_right_to_left(text + layout.preeditAreaText())
    option = QTextOption(Qt.AlignmentFlag.AlignRight if to_left and align == Qt.AlignmentFlag.AlignLeft else align)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if to_left else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    indent, width = sheet.indent(kind), sheet.line_width(kind)
    y = (sheet.line_height - sheet.natural_height) / 2
    layout.beginLayout()
    count = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(indent, y))
        y += sheet.line_height
        count += 1
    layout.endLayout()
    return count
