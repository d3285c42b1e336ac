"""The characters of a script: who says how much and where, and giving one of them another name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier, character_name
from scriptwriter.services.outline import Edit

_K = ElementKind
_SPOKEN = frozenset({_K.DIALOGUE, _K.LYRICS})
#: Where a name is looked for besides the lines that say who speaks. Boneyards are kept as they were cut out.
_TEXT = frozenset(
    {
        _K.ACTION,
        _K.DIALOGUE,
        _K.PARENTHETICAL,
        _K.LYRICS,
        _K.CENTERED,
        _K.SCENE_HEADING,
        _K.SECTION,
        _K.SYNOPSIS,
        _K.NOTE,
    }
)
_NOTE = re.compile(r"\[\[.*?\]\]")
_WORD = re.compile(r"\S*\w\S*")
_LETTERS = re.compile(r"[^\W\d_]+")
#: The mark before a name, the name, and the extensions and marks after it.
_CUE = re.compile(r"(\s*@?\s*)(.*?)((?:\s|\([^()]*\)|\^)*)")
_HYPHENS = "-\u2010\u2011"
#: What may not stand around a word: letters, accents of their own, and a hyphen or apostrophe that joins words.
_NOT_AFTER = rf"(?<!\w)(?<!\w[{_HYPHENS}'’])"
_NOT_BEFORE = rf"(?![\w\u0300-\u036f])(?![{_HYPHENS}]\w)"


class CastMember(NamedTuple):
    """A character. ``share``: of all spoken words, from 0 to 1. ``scenes``: the lines of their headings."""

    name: str
    speeches: int
    words: int
    share: float
    scenes: tuple[int, ...]
    first_line: int


@dataclass
class _Count:
    name: str
    first_line: int
    speeches: int = 0
    words: int = 0
    scenes: dict[int, None] = field(default_factory=dict[int, None])


# -- reading ---------------------------------------------------------------------------------------


def read_cast(lines: Sequence[str], kinds: Sequence[ElementKind]) -> list[CastMember]:
    """The speaking characters, those with the most words first. A name's first spelling is its name."""
    counts: dict[str, _Count] = {}
    scene = -1
    speaker: _Count | None = None
    for line, kind in enumerate(kinds):
        if kind is _K.CHARACTER:
            speaker = _speaker(counts, lines[line], line, scene)
        elif kind in _SPOKEN:
            if speaker is not None:
                speaker.words += _word_count(lines[line])
        elif kind is _K.SCENE_HEADING:
            scene = line
            speaker = None
        elif kind is not _K.PARENTHETICAL:
            speaker = None
    total = sum(count.words for count in counts.values()) or 1
    members = [
        CastMember(one.name, one.speeches, one.words, one.words / total, tuple(one.scenes), one.first_line)
        for one in counts.values()
    ]
    return sorted(members, key=lambda member: (-member.words, -member.speeches, member.first_line))


def _speaker(counts: dict[str, _Count], text: str, line: int, scene: int) -> _Count | None:
    name = character_name(text)
    if not name:
        return None
    count = counts.setdefault(name.casefold(), _Count(name, line))
    count.speeches += 1
    if scene >= 0:
        count.scenes[scene] = None
    return count


def _word_count(line: str) -> int:
    return len(_WORD.findall(_NOTE.sub("", line) if "[[" in line else line))


# -- renaming --------------------------------------------------------------------------------------


def rename(lines: Sequence[str], kinds: Sequence[ElementKind], old: str, new: str, in_text: bool) -> list[Edit]:
    """Give a character another name, a line for each edit; no line is added or removed.

    Extensions, ``@`` and ``^`` stay. With ``in_text`` the name is also replaced where it is a word of its own, in
    capitals or with a capital letter: somebody called Will changes nothing about what will happen. Names of others
    that contain the name stay. A new name that could not be one changes nothing.
    """
    old, new = character_name(old), " ".join(new.split()).removeprefix("@")
    if not old or not new or character_name(f"@{new}") != new:
        return []
    in_words = _words_of(old, new, _longer_names(lines, kinds, old)) if in_text else None
    edits: list[Edit] = []
    for line, kind in enumerate(kinds):
        text = lines[line]
        if kind is _K.CHARACTER:
            text = _renamed_cue(text, old, new)
        elif in_words is not None and kind in _TEXT:
            text = in_words.replaced(text)
        if text != lines[line]:
            edits.append(Edit(line, 1, [text]))
    return edits


def _renamed_cue(line: str, old: str, new: str) -> str:
    parts = _CUE.fullmatch(line)
    if parts is None or " ".join(parts[2].split()).casefold() != old.casefold():
        return line
    lead, name, rest = parts.groups()
    if "@" in lead:
        return f"{lead}{new.upper() if name.isupper() else new}{rest}"
    return f"{lead}{_unforced(new.upper(), rest)}{rest}"


def _unforced(name: str, rest: str) -> str:
    """A name as it has to stand to be read as one: with ``@`` before it when it looks like something else."""
    kinds = LineClassifier(["", name + rest, "."]).kinds
    return name if kinds[1] is _K.CHARACTER else f"@{name}"


def _longer_names(lines: Sequence[str], kinds: Sequence[ElementKind], old: str) -> list[str]:
    names = {character_name(line) for line, kind in zip(lines, kinds, strict=True) if kind is _K.CHARACTER}
    folded = old.casefold()
    return [name for name in names if folded in name.casefold() and name.casefold() != folded]


class _Words:
    """A name as a word in running text, and what replaces it."""

    def __init__(self, pattern: re.Pattern[str], new: str) -> None:
        self._pattern = pattern
        self._new = new

    def replaced(self, line: str) -> str:
        return self._pattern.sub(self._replacement, line)

    def _replacement(self, found: re.Match[str]) -> str:
        word = found["name"]
        if word is None:
            return found[0]
        if word.isupper():
            return self._new.upper()
        return _titled(self._new) if self._new.isupper() or self._new.islower() else self._new


def _words_of(old: str, new: str, longer: Iterable[str]) -> _Words:
    # The longer names first: they are found and left alone.
    others = [f"(?i:{_spaced(name)})" for name in sorted(longer, key=len, reverse=True)]
    spellings = {name for name in (old, old.upper(), _titled(old)) if not name.islower()}
    names = "|".join(_spaced(name) for name in sorted(spellings))
    either = "|".join([*others, f"(?P<name>{names or '(?!)'})"])
    return _Words(re.compile(f"{_NOT_AFTER}(?:{either}){_NOT_BEFORE}"), new)


def _spaced(name: str) -> str:
    return r"[ \t]+".join(re.escape(word) for word in name.split())


def _titled(name: str) -> str:
    """A name as it stands in a sentence: O'Brien, Anne-Marie, John's Mother."""
    return _LETTERS.sub(lambda found: _capital(name, found), name)


def _capital(name: str, found: re.Match[str]) -> str:
    # After two letters and an apostrophe comes the end of a word, after one the name itself.
    ends_word = re.search(r"[^\W\d_]{2}['’]$", name[: found.start()])
    return found[0].lower() if ends_word else found[0].capitalize()
