"""A document cut into passages: stretches as long as what writers ask for, at the ends of blocks and sentences."""

import random
import re
from dataclasses import dataclass

from scriptwriter.domain.cue import Form

#: The cue format's passages, in words.
FEWEST_WORDS, MOST_WORDS = 25, 220
_BLOCKS = re.compile(r"\n[ \t]*\n\s*")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]*(\s+)(?=\S)")
_NAME_LINE = re.compile(r"@?(?P<name>[^\n(^]{1,40}?)\s*(?:\([^\n)]*\)\s*)*\^?\s*")
_HEADING = re.compile(r"(?:INT|EXT|EST|I/E)[. /]|[.#>!=~]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a document. ``text`` begins with the white space that parts it from what stands before, and ends
    without any; ``speaker`` is whoever speaks first in it, upper case, or empty."""

    text: str
    speaker: str = ""


def speaker_of(block: str) -> str:
    """Who speaks in a block of a script, or an empty string. A name is a line in upper case with words below it."""
    first, line_break, rest = block.strip("\n").partition("\n")
    if not line_break or not rest.strip() or _HEADING.match(first):
        return ""
    found = _NAME_LINE.fullmatch(first)
    if found is None:
        return ""
    name = found["name"].strip()
    return name.upper() if first.startswith("@") or (name.isupper() and name[-1] not in ".:!?") else ""


def tile(document: str, form: Form, seed: int) -> list[Passage]:
    """Passages that together are the document, with blank lines and spaces between them made even.

    Their lengths are drawn, evenly from the fewest to the most words; a short document is one passage.
    """
    dice = random.Random(seed)
    passages: list[Passage] = []
    atoms = _atoms(document, form)
    at = 0
    while at < len(atoms):
        wanted = dice.randint(FEWEST_WORDS, MOST_WORDS)
        text, words = atoms[at], _words(atoms[at])
        at += 1
        while at < len(atoms) and words < wanted and words + _words(atoms[at]) <= MOST_WORDS:
            text, words, at = text + atoms[at], words + _words(atoms[at]), at + 1
        # A rest that is too short to be a passage belongs to the one before it.
        rest = sum(map(_words, atoms[at:])) if at >= len(atoms) - 8 else MOST_WORDS
        if 0 < rest < FEWEST_WORDS and words + rest <= MOST_WORDS + FEWEST_WORDS:
            text, at = text + "".join(atoms[at:]), len(atoms)
        passages.append(Passage(text, first_speaker(text) if form is Form.SCRIPT else ""))
    return passages


def tile_speeches(document: str) -> list[Passage]:
    """A script with one passage a block, so that a character's speeches stand alone."""
    return [Passage(_gap(number, "\n\n") + block, speaker_of(block)) for number, block in enumerate(_blocks(document))]


def first_speaker(text: str) -> str:
    """Who speaks first in a stretch of a script."""
    return next((name for block in _BLOCKS.split(text.strip()) if (name := speaker_of(block))), "")


def _blocks(document: str) -> list[str]:
    document = document.replace("\r\n", "\n").replace("\0", " ")
    return [block.strip() for block in _BLOCKS.split(document) if block.strip()]


def _atoms(document: str, form: Form) -> list[str]:
    """The smallest pieces that a passage is made of, each with its white space before it."""
    atoms: list[str] = []
    for block in _blocks(document):
        gap = _gap(len(atoms), "\n\n")
        # Speeches stay whole unless they are longer than any passage; prose may be parted after each sentence.
        if form is Form.SCRIPT and _words(block) <= MOST_WORDS:
            atoms.append(gap + block)
            continue
        for sentence in _sentences(block):
            atoms.append(gap + sentence)
            gap = " "
    return atoms


def _sentences(block: str) -> list[str]:
    found, start = [], 0
    for gap in _SENTENCE.finditer(block):
        found.append(block[start : gap.start(1)])
        start = gap.end(1)
    found.append(block[start:])
    return [part for sentence in found for part in _short(sentence)]


def _short(sentence: str) -> list[str]:
    """Parts of at most ``MOST_WORDS`` words: texts without full stops exist."""
    words = sentence.split(" ")
    return [" ".join(words[at : at + MOST_WORDS]) for at in range(0, len(words), MOST_WORDS)]


def _gap(before: int, gap: str) -> str:
    return gap if before else ""


def _words(text: str) -> int:
    return len(text.split())
