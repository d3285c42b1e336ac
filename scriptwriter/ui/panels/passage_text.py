"""A suggested passage, laid out to be read in a narrow column: names on lines of their own, asides in italics."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption

from scriptwriter.domain.cue import Form
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier

_MORE = "…"
#: Between paragraphs, in parts of a line.
_GAP = 0.35


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    bold: bool = False
    italic: bool = False
    gap: bool = False  # a little room above


@dataclass(frozen=True, slots=True)
class _Line:
    layout: QTextLayout
    number: int
    top: float


class PassageText:
    """A passage in lines of a width, at most ``most`` of them (0: all); the last one tells when there is more."""

    def __init__(self, text: str, form: Form, font: QFont, width: int, most: int) -> None:
        self.height = 0.0
        self._width, self._most = max(width, 20), most
        self._lines: list[_Line] = []
        for paragraph in paragraphs(text, form):
            if not self._add(paragraph, font):
                break

    def _add(self, paragraph: _Paragraph, font: QFont) -> bool:
        """Lay a paragraph below the others; False when it did not fit whole, or nothing more will."""
        own = QFont(font)
        own.setBold(paragraph.bold)
        own.setItalic(paragraph.italic)
        metrics = QFontMetrics(own)
        if paragraph.gap and self._lines:
            self.height += metrics.lineSpacing() * _GAP
        layout = _broken(paragraph.text, own, self._width)
        for number in range(layout.lineCount()):
            if self._most and len(self._lines) == self._most:
                self._shorten_last()
                return False
            self._lines.append(_Line(layout, number, self.height))
            self.height += metrics.lineSpacing()
        return True

    def _shorten_last(self) -> None:
        last = self._lines[-1]
        line = last.layout.lineAt(last.number)
        shown = last.layout.text()[line.textStart() : line.textStart() + line.textLength()].rstrip()
        room = self._width - QFontMetrics(last.layout.font()).horizontalAdvance(f" {_MORE}")
        short = QFontMetrics(last.layout.font()).elidedText(shown, Qt.TextElideMode.ElideRight, int(room))
        text = short if short.endswith(_MORE) else f"{short} {_MORE}"
        self._lines[-1] = _Line(_broken(text, last.layout.font(), self._width * 2), 0, last.top)

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        """Draw it with the painter's pen."""
        for one in self._lines:
            line = one.layout.lineAt(one.number)
            line.draw(painter, QPointF(left, top + one.top - line.y()))


def _broken(text: str, font: QFont, width: int) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()
    return layout


@lru_cache(maxsize=64)
def paragraphs(text: str, form: Form) -> tuple[_Paragraph, ...]:
    """What stands in a passage, blank lines left out; one that goes on in the middle of a line says so."""
    lines = text.lstrip(" ").split("\n")
    kinds = _kinds(lines) if form is Form.SCRIPT else [ElementKind.ACTION] * len(lines)
    found: list[_Paragraph] = []
    blank = False
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if not line.strip():
            blank = True
            continue
        goes_on = index == 0 and not text.startswith("\n")
        said = f"{_MORE}{line.strip()}" if goes_on else line.strip()
        strong = kind in (ElementKind.CHARACTER, ElementKind.SCENE_HEADING, ElementKind.TRANSITION)
        found.append(_Paragraph(said, strong, kind is ElementKind.PARENTHETICAL, blank or form is Form.PROSE))
        blank = False
    return tuple(found)


def _kinds(lines: list[str]) -> list[ElementKind]:
    """What the lines are, the first one in the middle of a script; a name that has no speech yet is one, too."""
    before = ["…"] if lines[0].strip() else ["…", ""]
    classifier = LineClassifier([*before, *lines, "…"])
    return classifier.kinds[len(before) : len(before) + len(lines)]
