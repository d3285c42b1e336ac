"""What a line of a script is likely to say: names, places, times of day, transitions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.blocks import split_number
from scriptwriter.formats.fountain import character_name

_K = ElementKind

_PREFIXES = ("INT. ", "EXT. ", "INT./EXT. ", "EST. ")
_GERMAN_PREFIXES = ("INNEN. ", "AUSSEN. ", "INNEN/AUSSEN. ")
_TIMES = ("DAY", "NIGHT", "MORNING", "EVENING", "DAWN", "DUSK", "LATER", "CONTINUOUS", "MOMENTS LATER", "SAME TIME")
_GERMAN_TIMES = ("TAG", "NACHT", "MORGEN", "ABEND", "DÄMMERUNG", "SPÄTER", "WEITER", "GLEICHZEITIG")
_TRANSITIONS = (
    "CUT TO:",
    "DISSOLVE TO:",
    "SMASH CUT TO:",
    "MATCH CUT TO:",
    "FADE TO:",
    "FADE TO BLACK.",
    "FADE OUT.",
    "JUMP CUT TO:",
)
_GERMAN_TRANSITIONS = ("SCHNITT AUF:", "ÜBERBLENDUNG AUF:", "ABBLENDE.", "AUFBLENDE.")
_EXTENSIONS = ("V.O.", "O.S.", "O.C.", "CONT'D")
_HEADING = re.compile(r"(\.|(?:INT|EXT|EST|INNEN|AUSSEN|I/E)[./ A-Z]*?[. ])\s*(.*)$")
#: More would be a list to search in, and no help.
_MOST = 8


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the script has used: speakers, those with the most to say first, and the places of its headings."""

    cast: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    german: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """``start`` is the column from which on a candidate replaces what stands before the cursor."""

    start: int
    candidates: tuple[str, ...] = field(default=())


_NONE = Completion(0)


def read_vocabulary(
    lines: Sequence[str], kinds: Sequence[ElementKind], cast: Iterable[str], typing: int = -1
) -> Vocabulary:
    """Collect the places of all headings, the most frequent first. ``typing`` is a line that is being written still."""
    counts: dict[str, int] = {}
    german = False
    for at, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind is _K.SCENE_HEADING and at != typing and (match := _HEADING.match(line.strip().upper())):
            german = german or match[1].startswith(("INNEN", "AUSSEN"))
            place = split_number(match[2])[0].rpartition(" - ")[0] or split_number(match[2])[0]
            if place.strip():
                counts[place.strip()] = counts.get(place.strip(), 0) + 1
    return Vocabulary(tuple(cast), tuple(sorted(counts, key=lambda place: -counts[place])), german)


def complete(
    lines: Sequence[str],
    kinds: Sequence[ElementKind],
    line: int,
    column: int,
    meant: ElementKind | None,
    vocabulary: Vocabulary,
) -> Completion:
    """What may stand at the cursor. ``meant`` is the kind that the writer has asked for with Tab, if any."""
    text = lines[line]
    before, after = text[:column], text[column:]
    if after.strip() or (line > 0 and lines[line - 1].strip()) or (not before.strip() and meant is None):
        return _NONE
    if meant is _K.CHARACTER or _looks_like_name(before, meant):
        found = _names(lines, kinds, line, before, vocabulary)
        if found.candidates or meant is _K.CHARACTER:
            return found
    if meant is _K.TRANSITION:
        return _matching(before.lstrip("> "), _transitions(vocabulary), column)
    found = _heading(before, column, meant, vocabulary)
    if found.candidates or len(before.strip()) < 2:
        return found
    return _matching(before, _transitions(vocabulary), column)


def _looks_like_name(before: str, meant: ElementKind | None) -> bool:
    return (meant is None and before == before.upper() and before.strip()[:1].isalpha()) or before.startswith("@")


def _names(
    lines: Sequence[str], kinds: Sequence[ElementKind], line: int, before: str, vocabulary: Vocabulary
) -> Completion:
    if "(" in before:
        start = before.index("(") + 1
        return _matching(before[start:], [f"{extension})" for extension in _EXTENSIONS], len(before))
    typed = before.removeprefix("@")
    names = [*_speakers_before(lines, kinds, line), *vocabulary.cast]
    return _matching(typed, list(dict.fromkeys(names)), len(before))


def _speakers_before(lines: Sequence[str], kinds: Sequence[ElementKind], line: int) -> list[str]:
    """Who has spoken in this scene, the one before the last first: who is to answer."""
    found: list[str] = []
    at = line - 1
    while at >= 0 and kinds[at] is not _K.SCENE_HEADING and len(found) < _MOST:
        if kinds[at] is _K.CHARACTER and (name := character_name(lines[at])) and name not in found:
            found.append(name)
        at -= 1
    return [*found[1:2], *found[:1], *found[2:]]


def _heading(before: str, column: int, meant: ElementKind | None, vocabulary: Vocabulary) -> Completion:
    typed = before.upper()
    match = _HEADING.match(typed)
    if match is None:
        prefixes = (*_GERMAN_PREFIXES, *_PREFIXES) if vocabulary.german else _PREFIXES
        if meant is _K.SCENE_HEADING or len(typed.strip()) >= 2:
            return _matching(before, prefixes, column)
        return _NONE
    rest = match[2]
    if " - " in rest or rest.endswith(" -"):
        word = rest.rpartition(" -")[2].lstrip()
        return _matching(word, _GERMAN_TIMES if vocabulary.german else _TIMES, column)
    return _matching(rest, vocabulary.places, column)


def _transitions(vocabulary: Vocabulary) -> tuple[str, ...]:
    return (*_GERMAN_TRANSITIONS, *_TRANSITIONS) if vocabulary.german else _TRANSITIONS


def _matching(typed: str, words: Iterable[str], column: int) -> Completion:
    """The words that begin with what is typed; none when one of them is typed in full."""
    start = typed.upper()
    fitting = [word for word in words if word.upper().startswith(start)]
    if any(word.upper().strip() == start.strip() and start.strip() for word in fitting):
        return _NONE
    return Completion(column - len(typed), tuple(fitting[:_MOST]))
