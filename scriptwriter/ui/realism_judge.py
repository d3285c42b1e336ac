"""What judges the passages while one model is in use: whether the score knows that model, and what is known."""

from __future__ import annotations

import functools
import itertools
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.domain.score import Score, ScoredPassage
from scriptwriter.domain.script import ElementKind
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.engine.protocol import Engine
from scriptwriter.realism.segments import Segment, iter_segments
from scriptwriter.services.judging_process import JudgingProcess
from scriptwriter.services.realism import Judging, ScoreCache, checksum_of, known_score, prose_kinds, score_segments
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.editor.realism_marks import Mark


@dataclass(slots=True, eq=False)
class Judge:
    """One for each model that is opened: scores of one model say nothing about another one's.

    ``judging`` None: the score does not know the model of this ``checksum``, or there are no scores at all, for the
    ``reason`` that one line gives. ``exceptions``: authors, eras, genres with whose like the scores err more often.
    """

    judging: Judging | None = None
    checksum: str = ""
    reason: str = ""
    exceptions: tuple[str, ...] = ()
    cache: ScoreCache = field(default_factory=ScoreCache)

    def known(self, part: Segment) -> Score | None:
        """A passage's score as far as no model is needed for it. Not for the window's thread."""
        found = self.cache.get(part.text)
        if found is None:
            found = known_score(part, self.judging is not None)
            if found is not None:
                self.cache.put(part.text, found)
        return found

    def score(self, engine: Engine, parts: Sequence[Segment], cancel: CancelToken) -> list[ScoredPassage]:
        """Scores of passages, in their order; nothing when it was cancelled. Raises what the engine raises."""
        return score_segments(engine, parts, cancel, self.judging, self.cache)


def judge_for(process: JudgingProcess, entry: ModelEntry) -> Judge:
    """What judges passages by this language model. May take seconds: a model file without a checksum is read."""
    try:
        checksum = checksum_of(entry)
        known = bool(checksum) and process.knows(checksum)
        if not known:
            return Judge(checksum=checksum)
        return Judge(functools.partial(process.scores, checksum), checksum, exceptions=process.exceptions())
    except ScriptwriterError as error:
        return Judge(reason=in_words(error))


# -- passages --------------------------------------------------------------------------------------


def cut(
    lines: Sequence[str], kinds: Sequence[ElementKind], form: Form, judge: Judge, stop: Callable[[], bool]
) -> list[Mark] | None:
    """The passages of a text with what is known of their scores. ``kinds`` as the editor has found them.

    None when it was stopped: Python has one thread at a time, and each key would wait for this one several times.
    """
    starts = [0, *itertools.accumulate(len(line) + 1 for line in lines)]
    marks: list[Mark] = []
    for part in iter_segments(lines, kinds if form is Form.SCRIPT else prose_kinds(lines)):
        if stop():
            return None
        marks.append(_mark(part, starts, judge))
    return marks


def _mark(part: Segment, starts: Sequence[int], judge: Judge) -> Mark:
    first = bisect_right(starts, part.start) - 1
    last = max(bisect_right(starts, max(part.end - 1, part.start)) - 1, first)
    return Mark(first, last, part, judge.known(part), part.start - starts[first], part.end - starts[last])
