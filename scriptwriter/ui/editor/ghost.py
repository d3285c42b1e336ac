"""The ghost: text that could come next, laid out as the script would look with it, never in the document."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextOption

from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.ui.editor.formats import utf16_length
from scriptwriter.ui.editor.sheet import Sheet

#: So many lines above are enough to know what a line is: a speech, or the blank line before a name.
_CONTEXT_LINES = 8


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
        lay_lines(layout, self._sheet, kind)
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


def lay_lines(layout: QTextLayout, sheet: Sheet, kind: ElementKind) -> int:
    """Break a paragraph into lines as its kind wants it; the number of lines."""
    option = QTextOption(sheet.slot(kind).align)
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
