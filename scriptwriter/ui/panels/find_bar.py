"""The bar below the editor that finds text and puts other text in its place."""

import threading
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextLayout
from PySide6.QtWidgets import QWidget

from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.script import ElementKind
from scriptwriter.services import search
from scriptwriter.services.search import Match, Query
from scriptwriter.ui.background import Background
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.edits import replace_lines
from scriptwriter.ui.editor.formats import utf16_length
from scriptwriter.ui.panels.find_fields import FindFields
from scriptwriter.ui.timers import single_shot

_DEBOUNCE_MS = 120
#: Above so many lines the search runs in a thread; expressions always do, as one of them may take seconds.
_AT_ONCE = 5000
_MARK_ALPHA = 60

_Job = Callable[[Sequence[str], Sequence[ElementKind], threading.Event], Any]


class FindBar(FindFields):
    """``open_find`` and ``open_replace`` show it, ``dismiss`` hides it; ``close_work`` before the program ends."""

    closed = Signal()

    def __init__(self, editor: ScriptEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.matches: list[Match] = []
        self._anchor = 0
        self._moved = False
        self._with_replace = False
        self._work: Background | None = None
        self._cancel = threading.Event()
        self._then: Callable[[Any], None] | None = None
        self._number = 0
        self._timer = single_shot(self, self._search_now, _DEBOUNCE_MS)
        self.query_changed.connect(self._query_changed)
        self.next_wanted.connect(self.find_next)
        self.previous_wanted.connect(self.find_previous)
        self.replace_wanted.connect(self.replace)
        self.replace_all_wanted.connect(self.replace_all)
        self.close_wanted.connect(self.dismiss)
        editor.page_layout.markers.append(self._marks)
        editor.page_layout.lines_replaced.connect(self._lines_replaced)
        editor.read_only_changed.connect(self._adapt)
        self._adapt()
        self.hide()

    # -- opening and closing -----------------------------------------------------------------------

    def open_find(self) -> None:
        """Show the bar for finding; a selection within one line is what is looked for."""
        self._open(with_replace=False)

    def open_replace(self) -> None:
        """Show the bar with the field for replacing; a document that is read only can be searched only."""
        self._open(with_replace=True)

    def dismiss(self) -> None:
        """Hide the bar, take the marks away and go back to the text."""
        self._timer.stop()
        self._cancel.set()
        self._then = None
        self.hide()
        self._take([])
        self.editor.setFocus()
        self.closed.emit()

    def close_work(self) -> None:
        """End what still searches. Safe to call twice."""
        self._cancel.set()
        if self._work is not None:
            self._work.close()
            self._work = None

    def _open(self, with_replace: bool) -> None:
        cursor = self.editor.textCursor()
        selected = cursor.selectedText()
        self._anchor = cursor.selectionStart()
        self.show_cast(sorted(self.editor.classifier.cast()))
        self._with_replace = with_replace
        self._adapt()
        self.show()
        if selected and "\u2029" not in selected and selected != self.find_field.text():
            with QSignalBlocker(self.regex):
                self.regex.setChecked(False)
            self.find_field.setText(selected)
        self.find_field.setFocus()
        self.find_field.selectAll()
        self._moved = True
        self._search_now()

    @Slot()
    def _adapt(self) -> None:
        """What can be done with this document."""
        self.show_replacing(self._with_replace and not self.editor.isReadOnly())
        self.enable_going(bool(self.matches))

    # -- searching ---------------------------------------------------------------------------------

    def _query_changed(self) -> None:
        self._moved = True
        self._timer.start()

    @Slot()
    def _search_now(self, then: Callable[[], None] | None = None) -> None:
        """Look for everything; then show the next match if the query is new, and do what is wanted."""
        self._timer.stop()
        query, moved = self.query(), self._moved
        self._moved = False

        def found(matches: list[Match]) -> None:
            self._take(matches)
            if moved and matches:
                self._select(matches[self._first_from(self._anchor) % len(matches)], keep_anchor=True)
            self._tell()
            if then is not None:
                then()

        self._run(query, lambda lines, kinds, cancel: search.find(lines, kinds, query, cancel), found)

    def _run(self, query: Query, work: _Job, then: Callable[[Any], None]) -> None:
        """Do work about the text here or, when it may take long, in a thread; the newest wins.

        ``then`` gets the result, unless the work fails or the text is another one by then.
        """
        self._cancel.set()
        self._cancel = cancel = threading.Event()
        self._number += 1
        number, lines, kinds = self._number, self.editor.classifier.lines, self.editor.classifier.kinds
        self._then = then
        if not query.regex and len(lines) <= _AT_ONCE:
            self._finished("", (number, _outcome(work, lines, kinds, cancel)))
            return
        lines, kinds = list(lines), list(kinds)
        if self._work is None:
            self._work = Background(self)
            self._work.done.connect(self._finished)
        self._work.submit("search", lambda: (number, _outcome(work, lines, kinds, cancel)))

    @Slot(str, object)
    def _finished(self, _kind: str, answer: tuple[int, Any]) -> None:
        number, outcome = answer
        if number != self._number or self._then is None:
            return
        then, self._then = self._then, None
        if isinstance(outcome, BadInput):
            self._take([])
            self.say(str(outcome), bad=True)
        else:
            then(outcome)

    def _take(self, matches: list[Match]) -> None:
        self.matches = matches
        self._adapt()
        self.editor.viewport().update()

    def _lines_replaced(self, first: int, removed: int, lines: Sequence[str]) -> None:
        """The text changes: marks below move with it until the search has been done again."""
        if not self.isVisible():
            return
        moved, end = len(lines) - removed, first + removed
        above = self.matches[: bisect_left(self.matches, Match(first, 0, 0))]
        below = self.matches[bisect_left(self.matches, Match(end, 0, 0)) :]
        self._take(above + ([Match(m.line + moved, m.start, m.end) for m in below] if moved else below))
        self._then = None
        self._timer.start()

    # -- going round -------------------------------------------------------------------------------

    @Slot()
    def find_next(self) -> None:
        """Select the next match, from the top again after the last one."""
        self._go(1)

    @Slot()
    def find_previous(self) -> None:
        """Select the match before, from the end again after the first one."""
        self._go(-1)

    def _go(self, step: int) -> None:
        if self._timer.isActive() or not self.isVisible():
            self._search_now(lambda: self._step(step))
        else:
            self._step(step)

    def _step(self, step: int) -> None:
        if not self.matches:
            return
        cursor, count = self.editor.textCursor(), len(self.matches)
        if step > 0:
            at = self._first_from(cursor.selectionEnd() if self.current() is not None else cursor.selectionStart())
        else:
            at = self._first_from(cursor.selectionStart()) - 1
        self._select(self.matches[at % count])
        wrapped = self.tr("from the top again") if at >= count else self.tr("from the end again") if at < 0 else ""
        self._tell(wrapped)

    def current(self) -> int | None:
        """Which of the matches is selected."""
        cursor = self.editor.textCursor()
        if not cursor.hasSelection() or not self.matches:
            return None
        at = self._first_from(cursor.selectionStart())
        if at < len(self.matches) and self._span(self.matches[at]) == (cursor.selectionStart(), cursor.selectionEnd()):
            return at
        return None

    def _first_from(self, position: int) -> int:
        """The first match that does not begin before a position in the document."""
        block = self.editor.document().findBlock(position)
        number = block.blockNumber() if block.isValid() else len(self.editor.classifier.lines)
        at = bisect_left(self.matches, Match(number, 0, 0))
        while at < len(self.matches) and self.matches[at].line == number and self._span(self.matches[at])[0] < position:
            at += 1
        return at

    def _span(self, match: Match) -> tuple[int, int]:
        """Where a match stands in the document, in Qt's way of counting."""
        line = self.editor.classifier.lines[match.line]
        start = self.editor.document().findBlockByNumber(match.line).position()
        return start + utf16_length(line[: match.start]), start + utf16_length(line[: match.end])

    def _select(self, match: Match, keep_anchor: bool = False) -> None:
        start, end = self._span(match)
        cursor = self.editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.editor.setTextCursor(cursor)
        self.editor.ensureCursorVisible()
        if not keep_anchor:
            self._anchor = start

    # -- replacing ---------------------------------------------------------------------------------

    @Slot()
    def replace(self) -> None:
        """Replace the match that is selected and select the next one; with none selected, select the next one."""
        if self._timer.isActive():
            self._search_now(self._replace_current)
        else:
            self._replace_current()

    def _replace_current(self) -> None:
        at = self.current()
        if at is None or self.editor.isReadOnly():
            self._step(1)
            return
        match = self.matches[at]
        self._with_edits([match], lambda edits: self._replaced(match, edits))

    def _replaced(self, match: Match, edits: list[search.Edit]) -> None:
        self._anchor = self._span(match)[1]
        if edits:
            line, new = self.editor.classifier.lines[match.line], "\n".join(edits[0][2])
            start = self.editor.document().findBlockByNumber(match.line).position()
            end = start + utf16_length(new[: len(new) - len(line) + match.end])
            replace_lines(self.editor.document(), edits)
            self._anchor = end
        cursor = self.editor.textCursor()
        cursor.setPosition(self._anchor)
        self.editor.setTextCursor(cursor)
        self._moved = True
        self._search_now()

    @Slot()
    def replace_all(self) -> None:
        """Replace every match, as one step of the undo history."""
        if self._timer.isActive():
            self._search_now(self.replace_all)
        elif self.matches and not self.editor.isReadOnly():
            count = len(self.matches)
            self._with_edits(list(self.matches), lambda edits: self._all_replaced(edits, count))

    def _all_replaced(self, edits: list[search.Edit], count: int) -> None:
        if edits:
            replace_lines(self.editor.document(), edits)
        said = self.tr("{0} replaced").format(count) if edits else self.tr("Nothing to change: it is the same already")
        self._search_now(lambda: self.say(said))

    def _with_edits(self, matches: list[Match], then: Callable[[list[search.Edit]], None]) -> None:
        query, replacement, keep = self.query(), self.replace_field.text(), self.preserve_case.isChecked()
        self._run(
            query,
            lambda lines, _kinds, _cancel: search.replacements(lines, matches, query, replacement, keep),
            then,
        )

    # -- what is shown -----------------------------------------------------------------------------

    def _marks(self, number: int, _kind: ElementKind, text: str) -> list[QTextLayout.FormatRange]:
        """The matches of a line that is painted."""
        first, end = (bisect_left(self.matches, Match(line, 0, 0)) for line in (number, number + 1))
        found = []
        for match in self.matches[first:end]:
            mark = QTextLayout.FormatRange()
            mark.start = utf16_length(text[: match.start])
            mark.length = utf16_length(text[match.start : match.end])
            mark.format = self._mark_format()
            found.append(mark)
        return found

    def _mark_format(self) -> QTextCharFormat:
        color = QColor(self.editor.page_layout.colors.note)
        made = QTextCharFormat()
        made.setForeground(QColor(self.editor.page_layout.colors.text))  # dim words could not be read on this ground
        # A line below them as well, so that nobody needs to tell two colours apart to see which one is selected.
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        made.setUnderlineColor(color)
        ground = QColor(color)
        ground.setAlpha(_MARK_ALPHA)
        made.setBackground(ground)
        return made

    def _tell(self, more: str = "") -> None:
        """How many there are, and which of them is selected."""
        at, count = self.current(), len(self.matches)
        if not self.find_field.text():
            self.say("")
        elif not count:
            self.say(self.tr("Nothing found"), bad=True)
        elif at is None:
            self.say(self.tr("{0} found").format(count))
        else:
            said = self.tr("{0} of {1}").format(at + 1, count)
            self.say(f"{said}, {more}" if more else said)


def _outcome(work: _Job, lines: Sequence[str], kinds: Sequence[ElementKind], cancel: threading.Event) -> Any:
    """The work's result, or why there is none."""
    try:
        return work(lines, kinds, cancel)
    except BadInput as error:
        return error
