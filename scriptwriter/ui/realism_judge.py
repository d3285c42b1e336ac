"""What judges the passages while one model is in use: the score's model, whether it knows that model, what is known.

Importing this costs nothing; numbers are loaded by what runs off the window's thread.
"""

from __future__ import annotations

import itertools
import threading
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.domain.score import Score, ScoredPassage, Verdict
from scriptwriter.domain.script import ElementKind
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.engine.protocol import Engine
from scriptwriter.realism.segments import Segment, iter_segments
from scriptwriter.ui.editor.realism_marks import Mark

if TYPE_CHECKING:
    from scriptwriter.realism.model import RealismModel
    from scriptwriter.services.realism import ScoreCache


@dataclass(slots=True, eq=False)
class Judge:
    """One for each model that is opened: scores of one model say nothing about another one's.

    ``model`` None: there is no model file, for the ``reason`` that one line gives.
    """

    model: RealismModel | None = None
    calibrated: bool = False
    checksum: str = ""
    reason: str = ""
    _cache: ScoreCache | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def known(self, part: Segment) -> Score | None:
        """A passage's score as far as no model is needed for it. Not for the window's thread."""
        from scriptwriter.realism.score import without_model

        found = self.cache().get(part.text)
        if found is None:
            found = without_model(part.text, part.lines)
            if found is None and not (self.calibrated and self.model is not None):
                found = Score(Verdict.NOT_CALIBRATED)
            if found is not None:
                self.cache().put(part.text, found)
        return found

    def score(self, engine: Engine, parts: Sequence[Segment], cancel: CancelToken) -> list[ScoredPassage]:
        """Scores of passages, in their order; nothing when it was cancelled. Raises what the engine raises."""
        from scriptwriter.services.realism import score_segments

        return score_segments(engine, parts, cancel, self.model, self.calibrated, self.cache())

    def cache(self) -> ScoreCache:
        """What is known so far."""
        with self._lock:
            if self._cache is None:
                self._cache = _shared_cache()
            return self._cache


def _shared_cache() -> ScoreCache:
    """A cache that two threads use: one cuts the script, one scores it."""
    from scriptwriter.services.realism import ScoreCache

    lock = threading.Lock()

    class Shared(ScoreCache):
        def get(self, text: str) -> Score | None:
            with lock:
                return ScoreCache.get(self, text)

        def put(self, text: str, found: Score) -> None:
            with lock:
                ScoreCache.put(self, text, found)

    return Shared()


def judge_for(entry: ModelEntry) -> Judge:
    """What judges passages by this language model. May take seconds: a model file without a checksum is read."""
    from scriptwriter.services import realism, realism_own

    try:
        model = realism.shipped_model()
        checksum = realism.checksum_of(entry)
        model = realism_own.with_own(model, checksum) or model
        return Judge(model, bool(checksum) and realism.is_calibrated_for(entry, model), checksum)
    except ScriptwriterError as error:
        return Judge(reason=str(error))


# -- passages --------------------------------------------------------------------------------------


def cut(
    lines: Sequence[str], kinds: Sequence[ElementKind], form: Form, judge: Judge, stop: Callable[[], bool]
) -> list[Mark] | None:
    """The passages of a text with what is known of their scores. ``kinds`` as the editor has found them.

    None when it was stopped: Python has one thread at a time, and each key would wait for this one several times.
    """
    parts: Iterable[Segment]
    if form is Form.SCRIPT:
        parts = iter_segments(lines, kinds)
    else:
        from scriptwriter.services.realism import passages_of

        parts = passages_of("\n".join(lines), form)
    starts = [0, *itertools.accumulate(len(line) + 1 for line in lines)]
    marks: list[Mark] = []
    for part in parts:
        if stop():
            return None
        marks.append(_mark(part, starts, judge))
    return marks


def _mark(part: Segment, starts: Sequence[int], judge: Judge) -> Mark:
    first = bisect_right(starts, part.start) - 1
    last = max(bisect_right(starts, max(part.end - 1, part.start)) - 1, first)
    return Mark(first, last, part, judge.known(part), part.start - starts[first], part.end - starts[last])


def passage_of_suggestion(text: str, form: Form, number: int) -> Segment | None:
    """What is judged of a suggestion; ``number`` stands where a passage of the script has its place."""
    from scriptwriter.services import realism

    return realism.passage_of_suggestion(text, form, number)
