"""The table read: the writer says a line, a character answers; what is said can go into the script.

The read is Fountain text behind the script's own, so a model needs to know nothing about it: each answer is a
continuation that opens with the name of who answers and ends with the speech.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.services.speaker import opening_line
from scriptwriter.services.wishes import Wishes

#: A speech longer than this is no answer.
MAX_ANSWER_WORDS = 80
_MAX_LINE_CHARS = 2_000


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was said. ``speaker`` empty: an action line. ``suggested``: by the model."""

    speaker: str
    text: str
    suggested: bool = False


def said(speaker: str, text: str) -> Line:
    """A line that the writer has typed. Raises ``BadInput`` when there is nothing in it."""
    clean = "\n".join(line.strip() for line in text.strip().split("\n") if line.strip())
    if not clean:
        raise BadInput("Type what is said first.")
    if len(clean) > _MAX_LINE_CHARS:
        raise BadInput(f"A line has at most {_MAX_LINE_CHARS} characters, not {len(clean)}.")
    return Line(" ".join(speaker.split()).upper(), clean)


def answered(speaker: str, passage: str) -> Line:
    """The speech in a passage, without the name that it opens with."""
    lines = passage.strip().split("\n")
    name = " ".join(speaker.split()).upper()
    if lines and lines[0].strip().lstrip("@").upper().startswith(name):
        lines = lines[1:]
    return Line(name, "\n".join(line.strip() for line in lines if line.strip()), suggested=True)


def as_fountain(lines: Iterable[Line]) -> str:
    """The read as it will stand in the script; blocks with a blank line between them."""
    return "\n\n".join(_block(line) for line in lines if line.text)


def text_before_answer(before: str, lines: Iterable[Line]) -> str:
    """What the model continues: the script up to the cursor, and the read."""
    read = as_fountain(lines)
    body = before.rstrip()
    return "\n\n".join(part for part in (body, read) if part) + "\n\n"


def answer_wishes(wishes: Wishes, speaker: str) -> Wishes:
    """The wishes for one answer: this character, one speech, no other keywords than asked for."""
    if not speaker.strip():
        raise BadInput("Choose who is to answer.")
    return replace(
        wishes, character=speaker, one_block=True, n=1, best_of=0, max_words=min(wishes.max_words, MAX_ANSWER_WORDS)
    )


def _block(line: Line) -> str:
    if not line.speaker:
        return line.text
    return f"{opening_line('', Form.SCRIPT, line.speaker)}\n{line.text}"
