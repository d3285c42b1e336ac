"""What the writer asks of the next passage: genre, character and keywords."""

from dataclasses import dataclass
from enum import StrEnum

#: The genres that the bundled model was trained with. Others are passed on as free text.
GENRES = ("romance", "crime", "politics", "adventure", "horror", "scifi", "fantasy", "comedy", "drama")

#: The cue format was trained with one to six keywords; more than that only dilutes them.
MAX_KEYWORDS = 6
#: Longer than any word or two-word phrase; keeps a pasted paragraph out of the cue.
MAX_KEYWORD_CHARS = 60


class Form(StrEnum):
    """How the text is laid out: a screenplay or running prose."""

    SCRIPT = "script"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Cue:
    """The wish for one passage; every field is optional.

    ``character`` is the name as it stands in the text (upper case in scripts).
    ``keywords`` are words or two-word phrases that the passage should contain.
    """

    genre: str | None = None
    character: str | None = None
    keywords: tuple[str, ...] = ()
