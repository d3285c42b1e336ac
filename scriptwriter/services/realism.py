"""A text's realism scores: cut into passages, read by the model alone, judged.

    text ─► segments ─► normalised ─► engine.score ─► token statistics ┐
                                                       the text itself ┴► judging ─► score

The window and the command line both call ``score_segments``. A passage has the same score before and after it was
accepted, because the model sees neither cue nor context, and the same text is never read twice. What judges comes from
outside (``Judging``): it needs numpy, which the window's process does without.
"""

import functools
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import Failure
from scriptwriter.domain.score import Score, ScoredPassage, Verdict
from scriptwriter.domain.script import ElementKind
from scriptwriter.domain.tokens import TokenStats
from scriptwriter.engine.catalogue import SCRIPTED_ENTRY, ModelEntry, check_file, checksum
from scriptwriter.engine.protocol import Engine
from scriptwriter.formats.fountain import LineClassifier, guess_form
from scriptwriter.realism.segments import MOST_WORDS, Segment, segments
from scriptwriter.realism.suitable import without_model

Progress = Callable[[float], None]
#: Normalised texts and what the model makes of them, to their scores.
Judging = Callable[[Sequence[str], Sequence[TokenStats]], list[Score]]
#: So many texts are sent to the engine at once: each answer frees it for a continuation.
_BATCH = 8
#: So much tells a script from prose, in characters.
_GUESS_CHARS = 8_000
_REMEMBERED = 20_000


class ScoreCache:
    """Scores by what was judged; the oldest are forgotten. One cache belongs to one language model.

    Safe to use from several threads: one cuts the script, one scores it.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[str, Score] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, text: str) -> Score | None:
        """A normalised text's score."""
        key = _key(text)
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def put(self, text: str, found: Score) -> None:
        """Remember a score."""
        key = _key(text)
        with self._lock:
            self._known[key] = found
            if len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def checksum_of(entry: ModelEntry) -> str:
    """A language model's SHA-256; empty for the scripted one. Raises ``BadModel`` when there is no file."""
    if entry is SCRIPTED_ENTRY or entry.sha256:
        return entry.sha256
    check_file(entry.path)
    return _checksum(str(entry.path), entry.path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=16)
def _checksum(path: str, _changed: int) -> str:
    return checksum(Path(path))


def passages_of(text: str, form: Form | None = None) -> list[Segment]:
    """The passages of a text, whose places count in its characters (line ends of one character)."""
    form = form or guess_form(text[:_GUESS_CHARS])
    lines = text.split("\n")
    return segments(lines, LineClassifier(lines).kinds if form is Form.SCRIPT else prose_kinds(lines))


def passage_of_suggestion(text: str, form: Form, number: int = 0) -> Segment | None:
    """What is judged of a suggestion: the same that would be judged of it in the script; None: nothing in it is told.

    ``number`` stands where a passage of the script has its place.
    """
    # Behind an empty line, so that "NORA: yes" is no title page.
    parts = passages_of("\n" + text.strip(), form)
    if not parts:
        return None
    while len(parts) > 1 and sum(part.words for part in parts) > MOST_WORDS:
        parts.pop()
    told = " ".join(part.text for part in parts)
    return Segment(number, number + len(told), told, tuple(line for part in parts for line in part.lines))


def prose_kinds(lines: Sequence[str]) -> list[ElementKind]:
    """What the lines of a story are to the score: blank, a heading, or told."""
    return [_prose_kind(line) for line in lines]


def _prose_kind(line: str) -> ElementKind:
    if not line.strip():
        return ElementKind.BLANK
    return ElementKind.SECTION if line.startswith("#") else ElementKind.ACTION


def score_segments(
    engine: Engine,
    parts: Sequence[Segment],
    cancel: CancelToken,
    judging: Judging | None,
    cache: ScoreCache | None = None,
    progress: Progress | None = None,
) -> list[ScoredPassage]:
    """Scores in the given order, so that visible passages can be asked for first; what was complete when cancelled.

    ``judging`` None: the score does not know the engine's model, which is not asked. Raises what the engine
    and what judges raise.
    """
    cache = ScoreCache() if cache is None else cache
    found: list[ScoredPassage] = []
    for start in range(0, len(parts), _BATCH):
        batch = parts[start : start + _BATCH]
        _read(engine, batch, cancel, judging, cache)
        if cancel.is_set():
            break
        found += [_placed(part, cache.get(part.text) or Score(Verdict.UNSUITABLE)) for part in batch]
        if progress is not None:
            progress((start + len(batch)) / len(parts))
    return found


def needs_engine(parts: Sequence[Segment], calibrated: bool) -> bool:
    """Whether any passage has to be read by the model."""
    return any(known_score(part, calibrated) is None for part in parts)


def _read(
    engine: Engine,
    batch: Sequence[Segment],
    cancel: CancelToken,
    judging: Judging | None,
    cache: ScoreCache,
) -> None:
    """Fill the cache with the scores of these passages."""
    unread: list[str] = []
    for part in batch:
        if cache.get(part.text) is not None:
            continue
        known = known_score(part, judging is not None)
        if known is None:
            unread.append(part.text)
        else:
            cache.put(part.text, known)
    if not unread or judging is None:
        return
    stats = engine.score(unread, cancel)
    if len(stats) < len(unread) and not cancel.is_set():
        raise Failure("The engine gave no answer to some passages.")
    read = unread[: len(stats)]
    for text, found in zip(read, judging(read, stats) if read else [], strict=True):
        cache.put(text, found)


def known_score(part: Segment, calibrated: bool) -> Score | None:
    """What can be said of a passage that the model has not read; None: it has to be read."""
    known = without_model(part.text, part.lines)
    if known is None and not calibrated:
        known = Score(Verdict.NOT_CALIBRATED, note="not calibrated for this model")
    return known


def _placed(part: Segment, found: Score) -> ScoredPassage:
    return ScoredPassage(part.start, part.end, part.words, found)
