"""Text as it is judged: without anything that tells a format rather than a writer.

Line wraps, quotation marks, dashes, dots, emphasis and white space are made alike, so that a score cannot learn
from which file a passage came. Names of speakers, headings and asides are left out before (``segments``).
"""

import re

_SPACE = re.compile(r"\s+")
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "`": "'"})
_DASHES = re.compile(r"\s*(?:--+|—+|–)\s*|\s+-\s+")
_DOTS = re.compile(r"\s*(?:…|\.(?:\s?\.){2,})")
_MARKS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"""[.!?]["')\]]*(?=\s|$)|—["'](?=\s|$)""")
_ABBREVIATION = re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Dr|St|Messrs|Capt|Col|Gen|Rev|M|Mme|[A-Z])\.$")


def normalise(text: str) -> str:
    """One line of plain text: straight quotes, ``—`` without spaces, ``...``, single spaces, no emphasis marks."""
    text = text.translate(_QUOTES).replace("''", '"')
    text = _DOTS.sub("...", text)
    text = _SPACE.sub(" ", text)
    text = _DASHES.sub("—", text)
    return _MARKS.sub("", text).strip()


def words_of(text: str) -> list[str]:
    """The words of a text as they are written."""
    return _WORD.findall(text)


def count_words(text: str) -> int:
    """How many words stand between white space, as writers count them."""
    return len(text.split())


def sentence_ends(text: str) -> list[int]:
    """Where sentences end, in characters, behind their closing quotes; abbreviations end none."""
    return [
        m.end()
        for m in _SENTENCE_END.finditer(text)
        if not _ABBREVIATION.search(text[max(m.start() - 8, 0) : m.start() + 1])
    ]


def sentences_of(text: str) -> list[str]:
    """The sentences of a normalised text; what stands behind the last end counts as one."""
    found, start = [], 0
    for end in [*sentence_ends(text), len(text)]:
        if part := text[start:end].strip():
            found.append(part)
        start = end
    return found
