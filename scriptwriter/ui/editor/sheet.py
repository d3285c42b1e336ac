"""Where each element stands on the page.

Screenplays are measured in columns of 12-point Courier; see ``formats.geometry``.
"""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from scriptwriter.domain.cue import Form
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats import geometry
from scriptwriter.formats.geometry import LETTER, Align, Paper

#: In columns; the left margin has room for the holes, the right one for page numbers.
_LEFT_MARGIN = 15
_RIGHT_MARGIN = 10
_PROSE_CHARS = 66
_PROSE_MARGIN = 9
_SCRIPT_PITCH = 1.2
_PROSE_PITCH = 1.6
#: On a narrow window the margins shrink to this before the text does.
_LEAST_MARGIN = 3


_ALIGNMENTS = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}


@dataclass(frozen=True, slots=True)
class Slot:
    """``indent`` and ``width`` in columns."""

    indent: float
    width: float
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft


class Sheet:
    """The geometry of one form in one font at one width. All lengths in pixels."""

    def __init__(self, form: Form, font: QFont, viewport_width: float, paper: Paper = LETTER) -> None:
        self.form = form
        self.paper = paper
        self.font = font
        metrics = QFontMetricsF(font)
        self.column = metrics.horizontalAdvance("0") if form is Form.SCRIPT else metrics.averageCharWidth()
        self.natural_height = metrics.height()
        pitch = _SCRIPT_PITCH if form is Form.SCRIPT else _PROSE_PITCH
        self.line_height = round(max(metrics.height(), QFontMetricsF(font).ascent() * pitch))
        columns = paper.columns if form is Form.SCRIPT else _PROSE_CHARS
        left = _LEFT_MARGIN if form is Form.SCRIPT else _PROSE_MARGIN
        right = _RIGHT_MARGIN if form is Form.SCRIPT else _PROSE_MARGIN
        # Half a pixel more than exactly sixty columns: rounding must not wrap a full line.
        self.text_width = min(columns * self.column + 1, max(viewport_width - 2 * _LEAST_MARGIN * self.column, 80))
        room = max(viewport_width - self.text_width, 0.0)
        share = min(1.0, room / ((left + right) * self.column))
        self.left_margin = left * self.column * share
        self.width = self.left_margin + self.text_width + right * self.column * share
        self.page_left = max((viewport_width - self.width) / 2, 0.0)
        self.text_left = round(self.page_left + self.left_margin)
        self.top_margin = self.line_height * 3
        self.bottom_margin = self.line_height * 8
        self._squeeze = min(1.0, self.text_width / (columns * self.column))

    def slot(self, kind: ElementKind) -> Slot:
        """Where lines of a kind stand, in columns of this sheet's font."""
        if self.form is Form.PROSE:
            return Slot(0, _PROSE_CHARS)
        found = geometry.slot(kind, self.paper.columns)
        return Slot(found.indent, found.width, _ALIGNMENTS[found.align])

    def indent(self, kind: ElementKind) -> float:
        """Pixels from the text's left edge."""
        return self.slot(kind).indent * self.column * self._squeeze

    def line_width(self, kind: ElementKind) -> float:
        """Pixels before a line wraps."""
        if self.form is Form.PROSE or self.slot(kind).width == self.paper.columns:
            return self.text_width
        return self.slot(kind).width * self.column * self._squeeze + 1

    def line_columns(self, kind: ElementKind) -> int:
        """Characters before a line wraps, where all are equally wide."""
        return max(int(self.line_width(kind) / self.column), 1)
