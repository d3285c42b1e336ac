"""The best of several passages: those with all the asked words first, then those that read best."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from scriptwriter.domain.cue import Form
from scriptwriter.domain.generation import Begun, Chunk
from scriptwriter.domain.passage import Passage
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier

Update = Begun | Chunk | Passage

#: People repeat about so many of their pairs of words within a passage; only more than that counts against one, in
#: steps of this size, so that small differences do not outweigh what the model thinks of the rest.
_USUAL_PAIRS = 0.03
_STEP = 0.02
#: A name without a speech, or an aside without one.
_STRAY = re.compile(r"[A-Z][A-Z .'-]+|\([a-z][^A-Z]*\)")
_WORD = re.compile(r"\w+")


def choose(updates: Iterable[Update], n: int, form: Form = Form.PROSE) -> Iterator[Update]:
    """Wait for all passages and give the best ``n``, numbered anew from the best on."""
    passages: list[Passage] = []
    for update in updates:
        if isinstance(update, Begun):
            yield update
        elif isinstance(update, Passage):
            passages.append(update)
    for index, passage in enumerate(ranked(passages, form)[:n]):
        yield Chunk(index, passage.text)
        yield replace(passage, index=index)


def ranked(passages: Sequence[Passage], form: Form = Form.PROSE) -> list[Passage]:
    """Best first: more keywords, whole blocks in a script, few echoes, an end, less surprising to the model."""
    return sorted(passages, key=lambda passage: _rank(passage, form))


def is_in_blocks(text: str) -> bool:
    """Whether a passage of a script reads as Fountain blocks: every name has its speech, and what only a speech can
    have does not stand alone."""
    lines = ["", *text.strip("\n").split("\n"), ""]
    kinds = LineClassifier(lines).kinds
    for line, kind, after in zip(lines, kinds, kinds[1:], strict=False):
        if kind is ElementKind.CHARACTER and after not in (ElementKind.DIALOGUE, ElementKind.PARENTHETICAL):
            return False
        if kind is ElementKind.ACTION and _STRAY.fullmatch(line.strip()):
            return False
    return True


def repeated(text: str, size: int = 4) -> float:
    """rep-n (Welleck et al. 2020): the share of word n-grams that stand there before. 0 for a text that is short."""
    words = [word.lower() for word in _WORD.findall(text)]
    grams = Counter(tuple(words[at : at + size]) for at in range(len(words) - size + 1))
    total = sum(grams.values())
    return 1 - len(grams) / total if total else 0.0


def _rank(passage: Passage, form: Form) -> tuple[float, ...]:
    missing = len(passage.keywords_asked) - len(passage.keywords_used)
    echoes = math.ceil(max(repeated(passage.text, 2) - _USUAL_PAIRS, 0.0) / _STEP) + 2 * (repeated(passage.text) > 0)
    broken = form is Form.SCRIPT and not is_in_blocks(passage.text)
    return (not passage.text.strip(), missing, broken, echoes, passage.finish != "stop", passage.loss or 0.0)
