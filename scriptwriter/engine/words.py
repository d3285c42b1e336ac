"""Words and their stems: whether a passage uses a keyword, whatever its ending.

The stemmer's import is late: it is not needed before the first keyword.
"""

import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

# "drawing-room" is two words here, as "drawing room" is.
WORD = re.compile(r"\w+(?:['’]\w+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
FUNCTION_WORDS = {
    "english": frozenset("the and of to a in is it you that he she was for on with his her not but they".split()),
    "german": frozenset("der die das und ich ist nicht ein eine zu den mit sie er es auf dem von sich war".split()),
}


def language_of(text: str) -> str:
    """The one of the known languages whose small words stand there most often; English when none do."""
    words = [word.lower() for word in WORD.findall(text)]
    return max(FUNCTION_WORDS, key=lambda name: sum(word in FUNCTION_WORDS[name] for word in words))


def uses(keyword: str, text: str, language: str = "") -> bool:
    """Whether ``keyword`` stands in ``text`` as whole words; another ending of the same word counts.

    ``language`` is found out from the text when it is not given.
    """
    language = language or language_of(f"{keyword} {text}")
    wanted = tuple(stems(keyword, language))
    there = tuple(stems(text, language))
    size = len(wanted)
    return size > 0 and any(there[at : at + size] == wanted for at in range(len(there) - size + 1))


def stems(text: str, language: str) -> Iterator[str]:
    """The stem of each word, in order."""
    for word in WORD.findall(text):
        yield stem(_POSSESSIVE.sub("", word.lower()), language)


_stemming = threading.Lock()


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The Snowball stem of a word in lower case."""
    # A stemmer keeps the word it works on in itself, so two threads must not share one at a time.
    with _stemming:
        return _stemmer(language).stemWord(word)


@lru_cache(maxsize=4)
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(language)
