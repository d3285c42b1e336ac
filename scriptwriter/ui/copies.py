"""Which suggestions have words in them that stand in the model's training text: looked up off the window's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from scriptwriter.domain.copied import Copied
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.services.judging_process import JudgingProcess
from scriptwriter.ui.background import Background
from scriptwriter.ui.session import EngineSession
from scriptwriter.ui.timers import single_shot

_REMEMBERED = 2_000
_PAUSE_MS = 400
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Copy:
    """The longest run of words in a suggestion that was copied; ``words`` 0: there is none."""

    words: int = 0
    text: str = ""


NO_COPY = Copy()


@dataclass(frozen=True, slots=True)
class _Found:
    entry: ModelEntry
    copies: dict[str, Copy]


class Copies(QObject):
    """What is known of the suggestions of the model in use. Close it before the program ends.

    ``find`` looks texts up; tests put their own there.
    """

    found = Signal()

    def __init__(self, session: EngineSession, judging: JudgingProcess, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._judging = judging
        self.find: Callable[[ModelEntry, Sequence[str]], dict[str, Copy]] = self._find
        self._entry: ModelEntry | None = None
        self._known: dict[str, Copy | None] = {}  # None: it is being looked up
        self._background = Background(self)
        self._background.done.connect(self._take)
        self._background.failed.connect(self._failed)
        self._pause = single_shot(self, self._begin, _PAUSE_MS)

    def close(self) -> None:
        """Stop."""
        self._background.close()

    def of(self, text: str, model: str) -> Copy:
        """What of a suggestion of this model, by its title, was copied, as far as it is known."""
        mine = self._entry is not None and self._entry.title == model
        return (self._known.get(text) if mine else None) or NO_COPY

    def look(self, texts: Iterable[str], model: str) -> None:
        """Have finished suggestions of this model looked up; ``found`` tells when one was copied."""
        entry = self._session.status.entry
        if entry is None or entry.title != model or not entry.copied:
            return
        if entry != self._entry or len(self._known) > _REMEMBERED:
            self._entry, self._known = entry, {}
        new = [text for text in texts if text.strip() and text not in self._known]
        if new:
            self._known.update(dict.fromkeys(new))
            if not self._pause.isActive():
                self._begin()

    @Slot()
    def hold_back(self) -> None:
        """The writer types: Python has one thread at a time, and what is looked up would be felt."""
        self._pause.start()

    def _begin(self) -> None:
        entry, find = self._entry, self.find
        # The newest job wins, so it does what an earlier one may have left.
        wanted = [text for text, copy in self._known.items() if copy is None]
        if entry is not None and wanted:
            self._background.submit("copies", lambda: _Found(entry, find(entry, wanted)))

    @Slot(str, object)
    def _take(self, _kind: str, result: _Found) -> None:
        if result.entry == self._entry:
            self._known.update(result.copies)
            if any(copy.words for copy in result.copies.values()):
                self.found.emit()

    @Slot(str, str)
    def _failed(self, _kind: str, reason: str) -> None:
        _log.warning("Copied passages are not looked for: %s", reason)

    def _find(self, entry: ModelEntry, texts: Sequence[str]) -> dict[str, Copy]:
        """The longest copied run of each text. Raises ``BadInput`` when an index is damaged."""
        found = zip(texts, self._judging.copied(entry.copied, texts), strict=True)
        return {text: _longest(text, spans) for text, spans in found}


def _longest(text: str, spans: Sequence[Copied]) -> Copy:
    longest = max(spans, key=lambda span: span.words, default=None)
    return Copy(longest.words, text[longest.start : longest.end]) if longest else NO_COPY
