"""What words differ between two wordings of one passage."""

import difflib
import re
from typing import NamedTuple

_WORD = re.compile(r"\S+\s*|\s+")
#: With less in common, every word would be marked, which tells nothing.
_LEAST_SHARED = 0.2


class Stretch(NamedTuple):
    """Some words; ``changed`` when only this wording has them."""

    text: str
    changed: bool


class WordChanges(NamedTuple):
    """Both wordings in stretches. ``throughout``: they have so little in common that nothing is marked."""

    old: list[Stretch]
    new: list[Stretch]
    throughout: bool = False


def word_changes(old: str, new: str) -> WordChanges:
    """Compare two wordings word by word."""
    a, b = _WORD.findall(old), _WORD.findall(new)
    matcher = difflib.SequenceMatcher(None, [one.strip() for one in a], [one.strip() for one in b], autojunk=False)
    if old and new and matcher.ratio() < _LEAST_SHARED:
        return WordChanges([Stretch(old, False)], [Stretch(new, False)], throughout=True)
    olds: list[Stretch] = []
    news: list[Stretch] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        olds.append(Stretch("".join(a[a1:a2]), tag != "equal"))
        news.append(Stretch("".join(b[b1:b2]), tag != "equal"))
    return WordChanges([one for one in olds if one.text], [one for one in news if one.text])
