"""Follows the text that came from suggestions: through typing, undo, cut and paste, saving and opening."""

import time
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QTextBlock

from scriptwriter.domain.errors import Failure
from scriptwriter.services import provenance_store
from scriptwriter.services.project import Project
from scriptwriter.services.provenance import Mark, Marks, Origin, from_units, joined, to_units
from scriptwriter.services.provenance_store import Kept
from scriptwriter.services.relocation import LEAST_KEPT, LEAST_MOVED, common_words, recognised, relocate
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.editor.formats import utf16_length
from scriptwriter.ui.live_round import LiveRound
from scriptwriter.ui.safekeeping import Safekeeping
from scriptwriter.ui.timers import single_shot
from scriptwriter.ui.undo_marks import UndoMarks

#: From a change of the marks until they are kept. An edit that only moves them need not be: they are found again.
_WAIT_MS = 2000
_MOST_CLIPPINGS = 12
#: More than this is not asked for block by block.
_LONG = 20_000


@dataclass(frozen=True, slots=True)
class _Clipping:
    """Text that was taken away, with its marks, counted in characters from its beginning."""

    text: str
    marks: tuple[Mark, ...]


class ProvenanceTracker(QObject):
    """Knows which words of the editor's text are from which suggestion. Positions are the document's.

    ``changed`` tells that words are marked or are not any more; marks that only move are not worth a word.
    """

    changed = Signal()
    message = Signal(str)

    def __init__(self, editor: ScriptEditor, safekeeping: Safekeeping, parent: QObject | None = None) -> None:
        super().__init__(parent or editor)
        self._editor, self._safekeeping = editor, safekeeping
        self._document = editor.document()
        self._marks = Marks()
        self.origins: dict[str, Origin] = {}
        self._history = UndoMarks()
        self._clippings: list[_Clipping] = []
        self._asked = Origin("", "")
        self._current = ""  # the origin of the ghost on hand, once something of it was taken
        self._pushed = False
        self._steps, self._length = self._document.availableUndoSteps(), self._document.characterCount()
        self._saves = 0
        self._timer = single_shot(self, self._keep_soon)
        self._document.undoCommandAdded.connect(self._command_added)
        self._document.contentsChange.connect(self._contents_changed)
        editor.ghost_taken.connect(self._taken)
        safekeeping.restoring.connect(self.keep)
        safekeeping.brought_back.connect(self.recall)
        self._history.reset(self._steps, self._marks)

    # -- asking ------------------------------------------------------------------------------------

    @property
    def marks(self) -> Marks:
        """All marks, in the document's way of counting."""
        return self._marks

    def stretches(self, start: int, end: int) -> Sequence[tuple[int, int]]:
        """What is marked between two positions, and may reach beyond them."""
        if not self._marks:
            return ()
        return [(mark.start, mark.end) for mark in self._marks.between(start, end)]

    def at(self, position: int) -> tuple[Mark, Origin] | None:
        """The mark that covers a position, and what it came from."""
        mark = self._marks.at(position)
        origin = self.origins.get(mark.origin) if mark is not None else None
        return (mark, origin) if mark is not None and origin is not None else None

    def snapshot(self) -> tuple[str, list[Mark]]:
        """The text and its marks, counted in characters."""
        text = self._editor.text()
        return text, from_units(text, self._marks)

    # -- what is taken -----------------------------------------------------------------------------

    @Slot(object)
    def begin_round(self, asked: LiveRound) -> None:
        """A suggestion comes, or one comes back: what it was asked with."""
        wishes = asked.wishes
        self._current = ""
        self._asked = Origin("", asked.model, asked.genre, wishes.character or "", tuple(wishes.keywords))

    @Slot(int, str)
    def _taken(self, position: int, text: str) -> None:
        known = self.origins.get(self._current)
        if known is None:
            known = replace(self._asked, id=uuid.uuid4().hex, time=time.time())
            self._current = known.id
        self.origins[known.id] = replace(known, text=known.text + text)
        self._use(self._marks.marked(position, position + _units(text), known.id))

    def mark(self, origin: Origin, start: int, end: int) -> None:
        """Words that are from a suggestion stand there now, and were never a ghost."""
        self.origins[origin.id] = origin
        self._use(self._marks.marked(start, end, origin.id))

    def disown(self, mark: Mark) -> None:
        """The writer says that these words are theirs now. No step of the undo history: undoing an earlier edit
        brings the mark back that was there before it.
        """
        self._use(self._marks.unmarked(mark.start, mark.end))
        self._keep_soon()  # the text may never be saved again, as it has not changed

    def _use(self, marks: Marks) -> None:
        """Other marks for the text as it is."""
        self._history.correct(self._steps, marks)
        self._set(marks)

    def _set(self, marks: Marks) -> None:
        moved = marks.only_moved(self._marks)
        self._marks = marks
        if not moved:
            if not self._timer.isActive():
                self._timer.start(_WAIT_MS)
            self.changed.emit()

    # -- following the text ------------------------------------------------------------------------

    @Slot()
    def _command_added(self) -> None:
        self._pushed = True

    @Slot(int, int, int)
    def _contents_changed(self, position: int, removed: int, added: int) -> None:
        pushed, self._pushed = self._pushed, False
        before, self._steps = self._steps, self._document.availableUndoSteps()
        old_length, self._length = self._length, self._document.characterCount()
        if self._editor.exchanging or not self.origins:
            return  # whoever exchanges the text tells when it is there
        if added - removed != self._length - old_length:
            position, removed, added = 0, old_length - 1, self._length - 1
        if not pushed and self._steps != before:
            known = self._history.at(self._steps)
            self._set(known if known is not None else self._after(position, removed, added))
            if known is None:
                self._history.correct(self._steps, self._marks)
        elif pushed or removed != added or self._old(position, removed) != self._new(position, added):
            marks = self._after(position, removed, added)
            self._history.note(self._steps, marks)
            self._set(marks)

    def _after(self, position: int, removed: int, added: int) -> Marks:
        """The marks after an edit that nobody has seen before."""
        if not self._marks and not self._clippings:
            return self._marks
        touched = self._marks.piece(position, position + removed) if removed else ()
        if touched and added:
            return self._after_exchange(position, removed, added, touched)
        if touched and removed >= LEAST_MOVED:
            self._remember(self._old(position, removed), touched)
        pieces = self._recognised(self._new(position, added)) if added >= LEAST_MOVED else []
        return self._marks.edited(position, removed, added, pieces)

    def _after_exchange(self, position: int, removed: int, added: int, touched: Sequence[Mark]) -> Marks:
        """Text gave way to another text, often with most of the same words: Qt tells of many edits as one."""
        old, new = self._old(position, removed), self._new(position, added)
        if removed >= LEAST_MOVED:
            self._remember(old, touched)
        head, tail = common_words(old, new)
        if head + tail < len(old) and len(old[:head].strip()) + len(old[len(old) - tail :].strip()) < LEAST_KEPT:
            head = tail = 0  # typed over, and begun with the same letter
        gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
        if gone and come and max(len(gone), len(come)) >= LEAST_MOVED:
            pieces = to_units(new, relocate(old, new, from_units(old, touched)))
            return self._marks.edited(position, removed, added, pieces)
        pieces = self._recognised(come) if len(come) >= LEAST_MOVED else []
        return self._marks.edited(position + _units(old[:head]), _units(gone), _units(come), pieces)

    def _remember(self, text: str, touched: Sequence[Mark]) -> None:
        self._clippings.append(_Clipping(text, tuple(from_units(text, touched))))
        del self._clippings[:-_MOST_CLIPPINGS]

    def _recognised(self, added: str) -> list[Mark]:
        """The marks of text that was taken away before, or is copied, and comes in again."""
        for clipping in reversed(self._clippings):
            if found := recognised(clipping.text, clipping.marks, added):
                return to_units(added, found)
        if not self._marks:
            return []
        text = "\n".join(self._editor.classifier.lines)  # as it was before
        return to_units(added, recognised(text, from_units(text, self._marks), added))

    def _old(self, position: int, size: int) -> str:
        """Text as it was before the edit: the line classifier hears of it later."""
        lines, block = self._editor.classifier.lines, self._block(position)
        number, skip = block.blockNumber(), position - block.position()
        parts: list[str] = []
        have = -skip
        while have <= size and number < len(lines):
            parts.append(lines[number])
            have += _units(lines[number]) + 1
            number += 1
        return _part("\n".join(parts), skip, size)

    def _new(self, position: int, size: int) -> str:
        if size > _LONG:
            return _part(self._editor.text(), position, size)
        block = self._block(position)
        skip = position - block.position()
        parts: list[str] = []
        have = -skip
        while have <= size and block.isValid():
            parts.append(block.text())
            have += block.length()
            block = block.next()
        return _part("\n".join(parts), skip, size)

    def _block(self, position: int) -> QTextBlock:
        block = self._document.findBlock(position)
        return block if block.isValid() else self._document.lastBlock()

    # -- keeping -----------------------------------------------------------------------------------

    def begin(self) -> None:
        """Another text is shown, and its project is open."""
        self._timer.stop()
        self._current, self._pushed = "", False
        self._steps, self._length = self._document.availableUndoSteps(), self._document.characterCount()
        text = self._editor.text()
        kept = self._read(text)
        self._marks = Marks(to_units(text, kept.marks))
        self._history.reset(self._steps, self._marks)
        if self._marks and not kept.exact:
            self._timer.start(_WAIT_MS)
        self.changed.emit()

    @Slot()
    def recall(self) -> None:
        """An earlier text has come back, of a version or from a crash: with the marks that it had then."""
        self._safekeeping.finish()
        text = self._editor.text()
        kept = self._read(text)
        found = to_units(text, kept.marks)
        self._use(Marks(found if kept.exact else _both(self._marks, found)))
        self._editor.viewport().update()

    def _read(self, text: str) -> Kept:
        project = self._safekeeping.project
        if project is None:
            return Kept()
        try:
            kept = provenance_store.read(project, text)
        except Failure as error:
            self.message.emit(in_words(error))
            return Kept()
        self.origins.update(kept.origins)
        return kept

    @Slot()
    def _keep_soon(self) -> None:
        self._write("marks")

    @Slot()
    def keep(self) -> None:
        """The text is saved, or is about to become another one: it is a version, and has marks of its own."""
        self._saves += 1
        # Of jobs of one kind only the newest is done: every version is a kind of its own.
        self._write(f"marks {self._saves}")

    def _write(self, kind: str) -> None:
        self._timer.stop()
        lines, marks = list(self._editor.classifier.lines), self._marks
        origins = dict(self.origins)

        def write(project: Project) -> None:
            text = "\n".join(lines)
            provenance_store.keep(project, text, from_units(text, marks), origins)

        self._safekeeping.with_project(kind, write)

    def close(self) -> None:
        """The window closes: wait until everything is kept."""
        self._timer.stop()
        self._safekeeping.finish()


def _units(text: str) -> int:
    return len(text) if text.isascii() else utf16_length(text)


def _part(text: str, skip: int, size: int) -> str:
    """A part of a text, in UTF-16 units."""
    if text.isascii() or utf16_length(text) == len(text):
        return text[skip : skip + size]
    data = text.encode("utf-16-le", "surrogatepass")
    return data[2 * skip : 2 * (skip + size)].decode("utf-16-le", "surrogatepass")


def _both(first: Iterable[Mark], second: Iterable[Mark]) -> list[Mark]:
    return joined(sorted([*first, *second], key=lambda mark: mark.start))
