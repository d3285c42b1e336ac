"""Changes to whole lines of the text, each as one step of the undo history."""

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QTextCursor, QTextDocument

from scriptwriter.services.merge import changes

_ZERO_WIDTH_SPACE = "\u200b"


def replace_lines(document: QTextDocument, edits: Iterable[tuple[int, int, Sequence[str]]]) -> None:
    """Put lines in the place of others: (first line, how many go, those that come), not overlapping."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for start, removed, added in sorted(edits, key=lambda edit: -edit[0]):
        _replace(cursor, start, removed, added)
    # Without this, Qt joins what is typed next with this step.
    cursor.insertText(_ZERO_WIDTH_SPACE)
    cursor.deletePreviousChar()
    cursor.endEditBlock()


def change_text(document: QTextDocument, lines: Sequence[str], wanted: str) -> None:
    """Make the text another one by changing only the lines that differ; ``lines`` is what stands there now."""
    new = wanted.split("\n")
    different = [change for change in changes(lines, new) if not change.same]
    if different:
        replace_lines(
            document, [(change.a.start, len(change.a), new[change.b.start : change.b.stop]) for change in different]
        )


def _replace(cursor: QTextCursor, start: int, removed: int, added: Sequence[str]) -> None:
    document = cursor.document()
    count = document.blockCount()
    text = "\n".join(added)
    if start >= count:
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText("\n" + text)
        return
    cursor.setPosition(document.findBlockByNumber(start).position())
    if not removed:
        cursor.insertText(text + "\n")
        cursor.setPosition(document.findBlockByNumber(start).position())
        return
    last = document.findBlockByNumber(min(start + removed, count) - 1)
    keep = QTextCursor.MoveMode.KeepAnchor
    if added:
        cursor.setPosition(last.position() + last.length() - 1, keep)
        cursor.insertText(text)
    elif last.next().isValid():
        cursor.setPosition(last.position() + last.length(), keep)
        cursor.removeSelectedText()
    else:
        # The last lines go: the line end before them goes with them.
        cursor.setPosition(max(cursor.position() - 1, 0))
        cursor.setPosition(last.position() + last.length() - 1, keep)
        cursor.removeSelectedText()
