"""Text that goes into the script as one step of the undo history, with its marks."""

import time
import uuid
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtGui import QTextCursor

from scriptwriter.domain.script import ElementKind
from scriptwriter.services.placing import Spot, spot_for_blocks
from scriptwriter.services.provenance import Origin
from scriptwriter.services.relocation import common_words
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.formats import utf16_length
from scriptwriter.ui.provenance import ProvenanceTracker

_ZERO_WIDTH_SPACE = "\u200b"
_LINE_ENDS = str.maketrans({"\r": None, "\0": None, "\u2028": "\n", "\u2029": "\n"})


def clean(text: str) -> str:
    """As a document can hold it."""
    return text.translate(_LINE_ENDS)


def put(editor: ScriptEditor, start: int, end: int, text: str) -> None:
    """Put text in the place of what stands between two positions, which may be none; the cursor goes behind it."""
    cursor = QTextCursor(editor.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.beginEditBlock()
    cursor.insertText(text)
    # Without this, Qt joins what is typed next to it in one undo step.
    cursor.insertText(_ZERO_WIDTH_SPACE)
    cursor.deletePreviousChar()
    cursor.endEditBlock()
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()


def put_suggested(
    editor: ScriptEditor, tracker: ProvenanceTracker, start: int, end: int, text: str, of: Origin
) -> None:
    """The same for words of a suggestion. What it has in common with what stood there, at both ends, is not touched."""
    old = text_between(editor, start, end)
    head, tail = common_words(old, text) if old else (0, 0)
    come = text[head : len(text) - tail]
    first = start + utf16_length(text[:head])
    put(editor, first, end - utf16_length(text[len(text) - tail :]), come)
    mark(tracker, first, come, of)
    cursor = editor.textCursor()
    cursor.setPosition(start + utf16_length(text))
    editor.setTextCursor(cursor)


def mark(tracker: ProvenanceTracker, start: int, text: str, of: Origin) -> None:
    """Mark words that stand in the document now."""
    words = text.strip()
    if words:
        begin = start + utf16_length(text[: len(text) - len(text.lstrip())])
        known = replace(of, id=of.id or uuid.uuid4().hex, time=of.time or time.time(), text=words)
        tracker.mark(known, begin, begin + utf16_length(words))


def text_between(editor: ScriptEditor, start: int, end: int) -> str:
    """What stands between two positions of the document."""
    first, last = editor.document().findBlock(start), editor.document().findBlock(end)
    if not first.isValid() or not last.isValid():
        return ""
    parts, block = [], first
    while block.isValid() and block.blockNumber() <= last.blockNumber():
        parts.append(block.text())
        block = block.next()
    data = "\n".join(parts).encode("utf-16-le", "surrogatepass")
    skip = start - first.position()
    return data[2 * skip : 2 * (skip + end - start)].decode("utf-16-le", "surrogatepass")


def spot_at_cursor(editor: ScriptEditor) -> tuple[int, Spot]:
    """Where whole paragraphs go at the cursor: the document's position, and what they need around them."""
    position = editor.textCursor().selectionEnd()
    block, lines = editor.document().findBlock(position), editor.classifier.lines
    column = _characters(block.text(), position - block.position())
    spot = spot_for_blocks(lines, block.blockNumber(), column, title_lines(editor.classifier.kinds))
    target = editor.document().findBlockByNumber(spot.line)
    return target.position() + utf16_length(lines[spot.line][: spot.column]), spot


def _characters(text: str, units: int) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "surrogatepass"))


def title_lines(kinds: Sequence[ElementKind]) -> int:
    """How many lines at the beginning are the title page's."""
    return next((at for at, kind in enumerate(kinds) if kind is not ElementKind.TITLE_PAGE), len(kinds))
