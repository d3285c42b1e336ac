"""Words, characters and pages of a text."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

#: Lines on a screenplay page: 12-point Courier on US Letter with the customary margins.
LINES_PER_PAGE = 54
#: The publishers' rule of thumb for a manuscript.
WORDS_PER_PAGE = 250

_WORD = re.compile(r"\w+(?:['’.,:-]\w+)*")
# Characters a line and blank lines before, by kind of element; kinds that are not printed do not stand here.
_LAYOUT = {
    "scene_heading": (60, 2),
    "action": (60, 1),
    "centered": (60, 1),
    "character": (38, 1),
    "parenthetical": (25, 0),
    "dialogue": (35, 0),
    "lyrics": (35, 0),
    "transition": (60, 1),
}
_PAGE_BREAK = "page_break"


@dataclass(frozen=True, slots=True)
class Statistics:
    """``characters`` counts spaces but no line ends; ``pages`` is an estimate, 0 for an empty text."""

    words: int
    characters: int
    pages: int


def count_words(text: str) -> int:
    """How many words a text has; "mother-in-law" and "don't" are one each."""
    return sum(1 for _ in _WORD.finditer(text))


def of_prose(text: str) -> Statistics:
    """The figures of running prose."""
    words = count_words(text)
    return Statistics(words, _characters(text), math.ceil(words / WORDS_PER_PAGE))


def of_script(text: str, lines: Iterable[tuple[str, str]]) -> Statistics:
    """The figures of a screenplay; ``lines`` as ``script_pages`` takes them, ``text`` is the whole file."""
    return Statistics(count_words(text), _characters(text), script_pages(lines))


def script_pages(lines: Iterable[tuple[str, str]]) -> int:
    """Pages that a screenplay fills when it is printed.

    ``lines`` are (kind, text) for every line of the text, with Fountain's names for the kinds. Kinds that are
    not printed (notes, synopses, the title page) take no room; empty lines only separate.
    """
    used = full_pages = 0
    before = ""
    for kind, text in lines:
        if kind == _PAGE_BREAK:
            full_pages += math.ceil(used / LINES_PER_PAGE)
            used = 0
        elif kind in _LAYOUT and text.strip():
            width, blank = _LAYOUT[kind]
            starts = kind != before and used % LINES_PER_PAGE != 0
            used += _wrapped_lines(text, width) + (blank if starts else 0)
        before = kind
    return full_pages + math.ceil(used / LINES_PER_PAGE)


def _wrapped_lines(line: str, width: int) -> int:
    """Lines that one paragraph takes when it is broken between words."""
    lines, used = 1, 0
    for word in line.split():
        if used and used + 1 + len(word) > width:
            lines, used = lines + 1, 0
        used += len(word) + (1 if used else 0)
        lines += max(used - 1, 0) // width
        used = (used - 1) % width + 1 if used else 0
    return lines


def _characters(text: str) -> int:
    return len(text) - text.count("\n")
