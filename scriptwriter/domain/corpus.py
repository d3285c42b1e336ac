"""What a model is trained on: works, each in pieces that belong together.

A *work* is what training and held-out text are split by: a script, a story, an episode, a season of messages, all
quotes from one series. A *document* is text that stands alone within it: nothing before its first letter or after its
last may be used to tell what comes next.
"""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from scriptwriter.domain.cue import Form


class Kind(StrEnum):
    """What a source was understood as."""

    SCRIPT = "script"  # a screenplay or play
    PROSE = "prose"  # a story
    LINES = "lines"  # a table with a character and a line in each row
    QUOTES = "quotes"  # a table of quotes: character, quote, where from
    MESSAGES = "messages"  # short messages of one person, one a row


class Split(StrEnum):
    """What a work is for."""

    TRAIN = "train"
    HELD_OUT = "held-out"


@dataclass(frozen=True, slots=True)
class Work:
    """One work. ``documents`` are Fountain for ``Form.SCRIPT``, paragraphs for ``Form.PROSE``; none is blank.

    ``source`` is the file, ``title`` unique among the works of a corpus, ``characters`` how many speeches each
    character has (upper case), ``language`` "en", "de", … or "" where it cannot be told.
    """

    title: str
    kind: Kind
    form: Form
    documents: tuple[str, ...]
    source: Path
    genre: str | None = None
    language: str = ""
    characters: Counter[str] = field(default_factory=Counter[str])
    split: Split = Split.TRAIN

    @property
    def words(self) -> int:
        """Words in all documents, parted by white space."""
        return sum(len(document.split()) for document in self.documents)


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was left out and why: ``reason`` is a short clause, ``count`` how often, ``example`` a bit of it."""

    source: Path
    reason: str
    count: int = 1
    example: str = ""
