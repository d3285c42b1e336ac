"""Keywords: what a text is about, proposed by YAKE, and whether a passage uses a keyword.

Both imports are late: YAKE takes a third of a second, and neither is needed before the first proposal.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scriptwriter.domain.cue import MAX_KEYWORD_CHARS
from scriptwriter.engine.words import WORD, language_of, stem, stems, uses

__all__ = ["Keyword", "propose", "uses"]

#: Proposals come from so many last characters, some scenes' worth; YAKE needs 0.15 s for them.
MAX_CHARS = 20_000
_PHRASE_WORDS = 2
#: Candidates asked of YAKE for each proposal wanted; names, headings and repetitions drop out afterwards.
_SPARE = 6
_CANDIDATE = re.compile(r"(?=.*[^\W\d_]{3})[\w'’-]+(?: [\w'’-]+)*")
#: Words in front of a name that are no name, so that OLD TOM does not forbid "old bridge".
_NOT_NAMES = frozenset("a an the old young little big great first second third mr mrs miss dr sir lady int ext".split())
_YAKE_NAMES = {"english": "en", "german": "de"}


@dataclass(frozen=True, slots=True)
class Keyword:
    """A word or two-word phrase in lower case. ``score``: the lower, the more telling."""

    text: str
    score: float


def propose(text: str, top: int = 8, exclude: Iterable[str] = ()) -> list[Keyword]:
    """At most ``top`` keywords from the end of ``text``, the most telling first.

    Nothing is proposed that has a word (by its stem) in common with ``exclude``: character names, words of
    scene headings, keywords already chosen.
    """
    import yake

    text = text[-MAX_CHARS:].replace("\0", " ")
    language = language_of(text)
    extractor = yake.KeywordExtractor(lan=_YAKE_NAMES[language], n=_PHRASE_WORDS, top=top * _SPARE + 20, dedupLim=0.8)
    taken = {found for phrase in exclude for found in _telling_stems(phrase, language)}
    found: list[Keyword] = []
    chosen: list[set[str]] = []
    for phrase, score in extractor.extract_keywords(text):
        keyword = " ".join(phrase.lower().split())
        own = set(stems(keyword, language))
        if own & taken or any(own <= other or other <= own for other in chosen):
            continue
        if len(found) < top and _can_be_keyword(keyword):
            found.append(Keyword(keyword, float(score)))
            chosen.append(own)
    return found


def _can_be_keyword(phrase: str) -> bool:
    return len(phrase) <= MAX_KEYWORD_CHARS and _CANDIDATE.fullmatch(phrase) is not None


def _telling_stems(phrase: str, language: str) -> Iterator[str]:
    words = WORD.findall(phrase)
    telling = [word for word in words if word.lower() not in _NOT_NAMES]
    for word in telling or words:
        yield stem(word.lower(), language)
