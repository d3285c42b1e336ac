"""A text's realism scores: cut into passages, read by the model alone, judged.

    text ─► segments ─► normalised ─► engine.score ─► token statistics ┐
                                                       the text itself ┴► realism ─► score

The window and the command line both call ``score_text``. A passage has the same score before and after it was
accepted, because the model sees neither cue nor context, and the same text is never read twice.
"""

import functools
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import Failure
from scriptwriter.domain.score import Score, ScoredPassage, Verdict
from scriptwriter.domain.script import ElementKind
from scriptwriter.engine.catalogue import SCRIPTED_ENTRY, ModelEntry, check_file, checksum
from scriptwriter.engine.protocol import Engine
from scriptwriter.formats.fountain import LineClassifier, guess_form
from scriptwriter.realism import model as realism_model
from scriptwriter.realism.model import RealismModel
from scriptwriter.realism.score import score, without_model
from scriptwriter.realism.segments import MOST_WORDS, Segment, segments
from scriptwriter.services import paths

Progress = Callable[[float], None]
MODEL_FILE = "realism.npz"
#: So many texts are sent to the engine at once: each answer frees it for a continuation.
_BATCH = 8
#: So much tells a script from prose, in characters.
_GUESS_CHARS = 8_000
_REMEMBERED = 20_000


@functools.cache
def shipped_model() -> RealismModel:
    """The score's model that comes with the program. Raises ``BadModel`` or ``Failure``."""
    return realism_model.load(paths.models_dir() / MODEL_FILE)


@dataclass(slots=True)
class ScoreCache:
    """Scores by what was judged; the oldest are forgotten. One cache belongs to one language model."""

    known: "OrderedDict[str, Score]" = field(default_factory=OrderedDict)

    def get(self, text: str) -> Score | None:
        """A normalised text's score."""
        key = _key(text)
        if key in self.known:
            self.known.move_to_end(key)
        return self.known.get(key)

    def put(self, text: str, found: Score) -> None:
        """Remember a score."""
        self.known[_key(text)] = found
        if len(self.known) > _REMEMBERED:
            self.known.popitem(last=False)


def _key(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def is_calibrated_for(entry: ModelEntry, model: RealismModel) -> bool:
    """Whether the score knows this language model, by its file's checksum. Raises ``BadModel`` without a file."""
    return checksum_of(entry) in model.sources


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
    return segments(
        lines, LineClassifier(lines).kinds if form is Form.SCRIPT else [_prose_kind(line) for line in lines]
    )


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


def _prose_kind(line: str) -> ElementKind:
    if not line.strip():
        return ElementKind.BLANK
    return ElementKind.SECTION if line.startswith("#") else ElementKind.ACTION


def score_text(
    engine: Engine,
    text: str,
    cancel: CancelToken,
    *,
    model: RealismModel | None = None,
    calibrated: bool = True,
    form: Form | None = None,
    cache: ScoreCache | None = None,
    progress: Progress | None = None,
) -> list[ScoredPassage]:
    """All passages of a text with their scores; what was complete when it was cancelled.

    Raises what the engine raises, and ``BadModel`` when the program's own model file is damaged.
    """
    parts = passages_of(text.replace("\r\n", "\n"), form)
    return score_segments(engine, parts, cancel, model, calibrated, cache, progress)


def score_segments(
    engine: Engine,
    parts: Sequence[Segment],
    cancel: CancelToken,
    model: RealismModel | None = None,
    calibrated: bool = True,
    cache: ScoreCache | None = None,
    progress: Progress | None = None,
) -> list[ScoredPassage]:
    """Scores in the given order, so that visible passages can be asked for first."""
    judge = model or shipped_model()
    cache = ScoreCache() if cache is None else cache
    found: list[ScoredPassage] = []
    for start in range(0, len(parts), _BATCH):
        batch = parts[start : start + _BATCH]
        _read(engine, batch, cancel, judge, calibrated, cache)
        if cancel.is_set():
            break
        found += [_placed(part, cache.get(part.text) or Score(Verdict.UNSUITABLE)) for part in batch]
        if progress is not None:
            progress((start + len(batch)) / len(parts))
    return found


def needs_engine(parts: Sequence[Segment], calibrated: bool) -> bool:
    """Whether any passage has to be read by the model."""
    return calibrated and any(without_model(part.text, part.lines) is None for part in parts)


def _read(
    engine: Engine,
    batch: Sequence[Segment],
    cancel: CancelToken,
    judge: RealismModel,
    calibrated: bool,
    cache: ScoreCache,
) -> None:
    """Fill the cache with the scores of these passages."""
    unread: list[Segment] = []
    for part in batch:
        if cache.get(part.text) is not None:
            continue
        known = without_model(part.text, part.lines)
        if known is None and not calibrated:
            known = Score(Verdict.NOT_CALIBRATED, note="not calibrated for this model")
        if known is None:
            unread.append(part)
        else:
            cache.put(part.text, known)
    if not unread:
        return
    stats = engine.score([part.text for part in unread], cancel)
    if len(stats) < len(unread) and not cancel.is_set():
        raise Failure("The engine gave no answer to some passages.")
    for part, one in zip(unread, stats, strict=False):
        cache.put(part.text, score(part.text, one, judge))


def _placed(part: Segment, found: Score) -> ScoredPassage:
    return ScoredPassage(part.start, part.end, part.words, found)
