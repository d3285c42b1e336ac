"""What the writer asks of the next passage, and whether it can be asked."""

from dataclasses import dataclass, field, replace

from scriptwriter.domain.cue import GENRES, MAX_KEYWORD_CHARS, MAX_KEYWORDS, Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.generation import MAX_ALTERNATIVES, MAX_WORDS, Guidance, SamplingValues, Voice
from scriptwriter.engine.forbidden import PhraseGuard
from scriptwriter.services.context import read_context

_MAX_FIELD_CHARS = 80


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the writer asks for. ``genre`` None: the title page's; an empty string: none at all.

    ``best_of``: so many passages are drawn, and the best ``n`` of them given; they come when all are complete, where
    otherwise text streams.
    """

    genre: str | None = None
    character: str | None = None
    keywords: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    n: int = 1
    best_of: int = 0
    max_words: int = 120
    guidance: Guidance = field(default_factory=Guidance)
    #: How characters speak on this model: (name, adapter).
    voices: tuple[tuple[str, Voice], ...] = ()
    #: One speech or one paragraph.
    one_block: bool = False
    #: Ask for ``Passage.loss``.
    measure: bool = False
    #: What the writer has noted on characters: (name, a line or two).
    notes: tuple[tuple[str, str], ...] = ()
    #: What is set of the samplers; the rest is as suits the form.
    sampling: SamplingValues = field(default_factory=dict)


def tidy_wishes(wishes: Wishes) -> Wishes:
    """Wishes as typed, without needless spaces, empty fields and repeated keywords."""
    keywords = dict.fromkeys(" ".join(word.split()) for word in wishes.keywords if word.strip())
    return replace(
        wishes,
        genre=None if wishes.genre is None else " ".join(wishes.genre.split()),
        character=" ".join((wishes.character or "").split()) or None,
        keywords=tuple(keywords),
        forbidden=tuple(dict.fromkeys(" ".join(phrase.split()) for phrase in wishes.forbidden if phrase.strip())),
    )


def check_wishes(wishes: Wishes) -> None:
    """Raise ``BadInput`` with one clear line for the first wish that is out of bounds."""
    if len(wishes.keywords) > MAX_KEYWORDS:
        raise BadInput(f"At most {MAX_KEYWORDS} keywords can be asked for at once, not {len(wishes.keywords)}.")
    for word in wishes.keywords:
        if len(word) > MAX_KEYWORD_CHARS:
            raise BadInput(f"A keyword has at most {MAX_KEYWORD_CHARS} characters; {word[:20]!r}… has {len(word)}.")
    for name, value in (("genre", wishes.genre), ("character", wishes.character)):
        if value and len(value) > _MAX_FIELD_CHARS:
            raise BadInput(f"A {name} has at most {_MAX_FIELD_CHARS} characters, not {len(value)}.")
    if not 1 <= wishes.n <= MAX_ALTERNATIVES:
        raise BadInput(f"Between 1 and {MAX_ALTERNATIVES} alternatives can be drawn, not {wishes.n}.")
    if not 0 <= wishes.best_of <= MAX_ALTERNATIVES:
        raise BadInput(f"The best can be chosen of at most {MAX_ALTERNATIVES} passages, not of {wishes.best_of}.")
    if not 1 <= wishes.max_words <= MAX_WORDS:
        raise BadInput(f"A passage has between 1 and {MAX_WORDS} words, not {wishes.max_words}.")
    for word in wishes.keywords:
        if PhraseGuard(wishes.forbidden).inspect(word, complete=True).hit is not None:
            raise BadInput(f"{word!r} is asked for and forbidden at once.")


def remarks(before: str, wishes: Wishes, form: Form | None = None) -> list[str]:
    """What the writer should know about wishes that can be met, but perhaps not as meant."""
    context = read_context(before, form)
    lines = []
    if wishes.genre and wishes.genre.lower() not in GENRES:
        lines.append(f"{wishes.genre!r} is not a genre that the bundled model learnt ({', '.join(GENRES)}).")
    if wishes.character and not context.knows(wishes.character):
        lines.append(f"{wishes.character!r} does not occur before this place; asked for as a new character.")
    return lines
