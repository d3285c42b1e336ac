"""How lines look: headings bold, marks dimmed, emphasis as it will be printed."""

import re

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout

from scriptwriter.domain.script import ElementKind
from scriptwriter.ui.editor.colors import EditorColors

_K = ElementKind

#: Opening mark, text, closing mark: bold italic, bold, italic, underline. A mark does not stand beside a space.
_EMPHASIS = re.compile(
    r"(?<!\\)(?:(\*{3})(?=\S)(.+?)(?<=\S)\1|(\*{2})(?=\S)(.+?)(?<=\S)\3|(\*)(?=\S)([^*]+?)(?<=\S)\5|(_)(?=\S)(.+?)(?<=\S)\7)"
)
_NOTE = re.compile(r"\[\[.*?\]\]")
_LEADING_MARK = {
    _K.SCENE_HEADING: ".",
    _K.ACTION: "!",
    _K.CHARACTER: "@",
    _K.LYRICS: "~",
    _K.TRANSITION: ">",
    _K.CENTERED: ">",
}
_SCENE_NUMBER = re.compile(r"#[^#]+#\s*$")


def utf16_length(text: str) -> int:
    """How long Qt takes a text to be: characters beyond U+FFFF count twice."""
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


class LineFormats:
    """Makes the format ranges of a line, with the colours of a theme."""

    def __init__(self, colors: EditorColors) -> None:
        self._dim = self._format(color=colors.dim)
        self._note = self._format(color=colors.note, italic=True)
        self._heading = self._format(color=colors.heading, bold=True)
        self._italic = self._format(italic=True)
        self._emphasis = {
            "***": self._format(bold=True, italic=True),
            "**": self._format(bold=True),
            "*": self._italic,
            "_": self._format(underline=True),
        }

    @staticmethod
    def _format(color: str = "", bold: bool = False, italic: bool = False, underline: bool = False) -> QTextCharFormat:
        made = QTextCharFormat()
        if color:
            made.setForeground(QColor(color))
        if bold:
            made.setFontWeight(QFont.Weight.Bold)
        if italic:
            made.setFontItalic(True)
        if underline:
            made.setFontUnderline(True)
        return made

    def ranges(self, kind: ElementKind, line: str) -> list[QTextLayout.FormatRange]:
        """What is not plain in a line; most lines have nothing."""
        whole = self._whole(kind)
        found = [_range(line, 0, len(line), whole)] if whole is not None and line else []
        mark = _LEADING_MARK.get(kind)
        stripped = line.lstrip()
        if mark and stripped.startswith(mark):
            start = len(line) - len(stripped)
            found.append(_range(line, start, start + 1, self._dim))
        if kind is _K.CENTERED:
            found.append(_range(line, line.rfind("<"), line.rfind("<") + 1, self._dim))
        if kind is _K.SCENE_HEADING and (number := _SCENE_NUMBER.search(line)):
            found.append(_range(line, number.start(), number.end(), self._dim))
        if "*" in line or "_" in line:
            found += self._emphasised(line)
        if "[[" in line and kind is not _K.NOTE:
            found += [_range(line, m.start(), m.end(), self._note) for m in _NOTE.finditer(line)]
        return found

    def _whole(self, kind: ElementKind) -> QTextCharFormat | None:
        if kind in (_K.SCENE_HEADING, _K.SECTION):
            return self._heading
        if kind is _K.NOTE:
            return self._note
        if kind in (_K.BONEYARD, _K.SYNOPSIS, _K.TITLE_PAGE, _K.PAGE_BREAK):
            return self._dim
        return self._italic if kind is _K.LYRICS else None

    def _emphasised(self, line: str) -> list[QTextLayout.FormatRange]:
        found = []
        for match in _EMPHASIS.finditer(line):
            mark = match[1] or match[3] or match[5] or match[7]
            start, end, size = match.start(), match.end(), len(mark)
            found.append(_range(line, start + size, end - size, self._emphasis[mark]))
            found.append(_range(line, start, start + size, self._dim))
            found.append(_range(line, end - size, end, self._dim))
        return found


def _range(line: str, start: int, end: int, made: QTextCharFormat) -> QTextLayout.FormatRange:
    """A format for characters ``start`` to ``end`` of a line, in Qt's way of counting."""
    found = QTextLayout.FormatRange()
    found.start = utf16_length(line[:start])
    found.length = utf16_length(line[start:end])
    found.format = made
    return found
