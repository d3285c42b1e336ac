"""Keeps the page ends of the editor's text up to date, in pauses of the typing and a few pages at a time."""

from PySide6.QtCore import QObject, Signal, Slot

from scriptwriter.domain.cue import Form
from scriptwriter.formats.geometry import LETTER, Paper
from scriptwriter.formats.pagination import Paginator
from scriptwriter.ui.editor.editor import ScriptEditor
from scriptwriter.ui.timers import single_shot

_PAUSE_MS = 200
#: So many pages are read before keys get their turn again: about three milliseconds.
_AT_ONCE = 4


class PageTracker(QObject):
    """``changed`` tells that pages begin elsewhere. The layout is given the places to paint."""

    changed = Signal()

    def __init__(self, editor: ScriptEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._layout = editor.page_layout
        self._paper = LETTER
        self._edit: tuple[int, int, int] | None = None
        self._paginator = Paginator([""], editor.classifier.kinds[:1])
        self._timer = single_shot(self, self._work)
        self._layout.lines_replaced.connect(self._note)
        self.restart()

    def set_paper(self, paper: Paper) -> None:
        """Another paper has other pages."""
        if paper is not self._paper:
            self._paper = paper
            self.restart()

    @Slot()
    def restart(self) -> None:
        """Read everything anew, soon: another text, form or paper."""
        classifier = self._editor.classifier
        self._edit = None
        prose = self._editor.form() is Form.PROSE
        self._paginator = Paginator(classifier.lines, classifier.kinds, self._paper, prose, lazy=True)
        self._timer.start(0)

    @property
    def count(self) -> int:
        """How many pages there are, as far as they have been read."""
        return self._paginator.count

    def page_of(self, line: int) -> int:
        """The page on which a line begins, from 1."""
        return self._paginator.page_of(line)

    def finish(self) -> None:
        """Read what is left at once, for those who need all pages now."""
        while self._timer.isActive():
            self._timer.stop()
            self._work()

    @Slot(int, int, object)
    def _note(self, start: int, removed: int, lines: list[str]) -> None:
        added = len(lines)
        if removed != added:
            self._paginator.shift(start, removed, added)
            self._layout.shift_page_starts(self._paginator.starts)
        self._edit = _joined(self._edit, (start, removed, added))
        self._timer.start(_PAUSE_MS)

    @Slot()
    def _work(self) -> None:
        classifier = self._editor.classifier
        if self._edit is not None:
            edit, self._edit = self._edit, None
            if edit[0] == 0 and edit[2] >= len(classifier.lines):
                self.restart()
                return
            self._paginator.changed(*edit)
        more = self._paginator.read_more(_AT_ONCE)
        self._layout.set_page_starts(self._paginator.starts)
        if more:
            self._timer.start(0)
        self.changed.emit()


def _joined(one: tuple[int, int, int] | None, other: tuple[int, int, int]) -> tuple[int, int, int]:
    """Two edits, one after the other, as one: where it begins, how many lines went, how many came."""
    if one is None:
        return other
    start = min(one[0], other[0])
    end = max(one[0] + one[2], other[0] + other[1])
    added = end - start + other[2] - other[1]
    removed = end - (one[2] - one[1]) - start
    return start, removed, added
