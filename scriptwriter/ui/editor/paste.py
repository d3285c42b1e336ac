"""What is pasted from word processors and Final Draft, as Fountain text.

Word, LibreOffice and Pages put HTML on the clipboard, with margins and emphasis; Final Draft's documents can be copied
as XML. Everything else is pasted as it is.
"""

import re

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QFont, QTextBlock, QTextDocument

from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.domain.screenplay import Element, Run, Screenplay, Style
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats import fountain_document
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.formats.inline import write_runs

_K = ElementKind
#: By these the HTML of programs that write documents is known; web pages are pasted as plain text.
_WRITERS = ("mso-", "schemas-microsoft-com:office", "LibreOffice", "OpenOffice", "Cocoa HTML Writer", "Final Draft")
_PX_PER_INCH = 96.0
_UNITS = {"in": _PX_PER_INCH, "cm": _PX_PER_INCH / 2.54, "mm": _PX_PER_INCH / 25.4, "pt": _PX_PER_INCH / 72}
_LENGTH = re.compile(r"(?<![\w.#-])(-?\d*\.?\d+)(in|cm|mm|pt)\b")
#: Qt knows no margins in anything but pixels, and only these matter.
_MARGIN = re.compile(r"margin(?:-left)?\s*:[^;\"']+|text-indent\s*:[^;\"']+", re.IGNORECASE)
#: From the left margin, in inches: where names and speeches begin in the usual templates.
_NAME, _SPEECH = 1.75, 0.7


def pasted_text(source: QMimeData) -> str:
    """The text to insert; ``\\n`` line ends."""
    text = source.text().replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip("\ufeff \n").startswith("<?xml") and "<FinalDraft" in text[:400]:
        return _from_final_draft(text)
    if source.hasHtml() and any(mark in source.html() for mark in _WRITERS):
        return _from_html(source.html())
    return text


def _from_final_draft(text: str) -> str:
    from scriptwriter.formats.fdx import read_fdx

    try:
        return fountain_document.write(read_fdx(text.encode()))
    except ScriptwriterError:
        return text


def _from_html(html: str) -> str:
    document = QTextDocument()
    document.setHtml(_MARGIN.sub(lambda found: _LENGTH.sub(_in_pixels, found[0]), html))
    elements: list[Element] = []
    block = document.begin()
    while block.isValid():
        text = write_runs(_runs(block)).strip()
        if text:
            elements.append(_element(block, text, elements[-1].kind if elements else None))
        block = block.next()
    return fountain_document.write(Screenplay(elements=tuple(elements))).rstrip("\n")


def _in_pixels(found: re.Match[str]) -> str:
    return f"{float(found[1]) * _UNITS[found[2]]:.0f}px"


def _runs(block: QTextBlock) -> list[Run]:
    runs = []
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        form, style = fragment.charFormat(), Style.PLAIN
        if form.fontWeight() >= QFont.Weight.DemiBold:
            style |= Style.BOLD
        if form.fontItalic():
            style |= Style.ITALIC
        if form.fontUnderline() and not form.isAnchor():
            style |= Style.UNDERLINE
        text = fragment.text().replace("\u2028", "\n").replace("\u00a0", " ")
        runs.append(Run(text, style))
        iterator += 1
    return runs


def _element(block: QTextBlock, text: str, before: ElementKind | None) -> Element:
    form = block.blockFormat()
    indent = form.leftMargin() / _PX_PER_INCH
    plain = text.strip("*_ ")
    if form.alignment() & Qt.AlignmentFlag.AlignRight and plain.isupper():
        return Element(_K.TRANSITION, plain)
    if form.alignment() & Qt.AlignmentFlag.AlignHCenter and indent < _SPEECH:
        return Element(_K.CENTERED, text)
    speaking = before in (_K.CHARACTER, _K.PARENTHETICAL, _K.DIALOGUE)
    if speaking and plain.startswith("(") and indent >= _SPEECH:
        return Element(_K.PARENTHETICAL, text)
    if indent >= _NAME and plain == plain.upper():
        return Element(_K.CHARACTER, plain)
    if speaking and indent >= _SPEECH:
        return Element(_K.DIALOGUE, text)
    if LineClassifier(["", plain, ""]).kinds[1] is _K.SCENE_HEADING:
        return Element(_K.SCENE_HEADING, plain)
    return Element(_K.ACTION, text)
