"""Texts that cannot be judged: the score has only learnt from English prose and speeches of one kind."""

import re
from collections import Counter
from collections.abc import Sequence

from scriptwriter.domain.score import Score, Verdict
from scriptwriter.realism.normal import count_words, words_of

#: Shorter passages cannot be judged.
MIN_WORDS = 50
#: What is said of a passage that ``modern`` turns down.
MODERN = "it looks like writing of today, of which the score knows too little"

_COMMON = frozenset(
    """the of and to a in that it is was i he for on with as his you be at by not this but from or have an
    they which one had she her him my we me so all there were your do if no what are up out them would
    who said when will more then into some could now very like about us our has am did how where their
    over don't it's i'm""".split()
)
#: Of English sentences, so many words at least are among the hundred commonest.
_MIN_COMMON = 0.22
_MIN_LETTERS = 0.72
_MAX_ONE_WORD = 0.25
_MIN_TYPES = 0.25
_CODE = re.compile(r"[{}<>=\\|]|\w\(\)|\w_\w|::|->|//|#include|\bdef \w+\(|\breturn\b[^.;]{0,30};")
_MAX_CODE = 0.06
_SHORT_LINE = 60


def without_model(text: str, lines: Sequence[str] = ()) -> Score | None:
    """The answer for a normalised text that needs no model to be given; None: it can be scored."""
    if reason := why_unsuitable(text, lines) if count_words(text) >= MIN_WORDS else "":
        return Score(Verdict.UNSUITABLE, note=reason)
    words = count_words(text)
    if words < MIN_WORDS:
        return Score(Verdict.TOO_SHORT, note=f"{words} words; {MIN_WORDS} are needed" if words else "no words")
    return None


def why_unsuitable(text: str, lines: Sequence[str] = ()) -> str:
    """A few words on why a normalised text cannot be judged, or nothing.

    ``lines`` are the passage's lines as they stood: verse shows in them.
    """
    words = [word.lower() for word in words_of(text)]
    if not words:
        return "there are no words in it"
    letters = sum(character.isalpha() or character.isspace() for character in text)
    if len(_CODE.findall(text)) / len(words) > _MAX_CODE:
        return "it looks like code"
    if _is_repetition(words):
        return "it repeats a few words"
    if letters / len(text) < _MIN_LETTERS:
        return "it is mostly signs and numbers"
    if sum(word in _COMMON for word in words) / len(words) < _MIN_COMMON:
        return "it does not look like English"
    if _is_verse(lines):
        return "it looks like verse"
    return ""


def _is_repetition(words: Sequence[str]) -> bool:
    counts = Counter(words[:300])
    seen = sum(counts.values())
    return counts.most_common(1)[0][1] / seen > _MAX_ONE_WORD or len(counts) / seen < _MIN_TYPES


def _is_verse(lines: Sequence[str]) -> bool:
    """Several short lines in a row, each begun with a capital, most ended without a full stop."""
    told = [line.strip() for line in lines if line.strip()]
    if len(told) < 4:
        return False
    short = [line for line in told if len(line) <= _SHORT_LINE]
    capital = [line for line in told if line[:1].isupper() or not line[:1].isalpha()]
    runs_on = [line for line in told if line[-1] not in ".!?\"')…"]
    return len(short) >= 0.9 * len(told) and len(capital) >= 0.8 * len(told) and len(runs_on) >= 0.4 * len(told)
