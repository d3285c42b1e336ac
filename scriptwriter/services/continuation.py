"""From the place of the cursor to new text: the program's main path, told from top to bottom.

    text before the cursor ─┐
    genre, character, words ┴► compose ─► prompt ─► engine ─► tokens ─► passage

The window and the command line both call ``continue_text`` and show what it yields. ``compose`` happens
inside the engine, next to the tokenizer that decides what fits.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import GENRES, MAX_KEYWORD_CHARS, MAX_KEYWORDS, Cue, Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.generation import (
    MAX_ALTERNATIVES,
    MAX_WORDS,
    Begun,
    Chunk,
    Finished,
    Request,
    Sampling,
)
from scriptwriter.domain.passage import Passage
from scriptwriter.engine.protocol import Engine
from scriptwriter.services import keywords as keyword_service
from scriptwriter.services.context import ScriptContext, read_context

#: As many of a character's last speeches are offered to the engine; each kind of model takes what helps it.
_CHARACTER_LINES = 5
_MAX_FIELD_CHARS = 80
_MAX_NOTE_CHARS = 200
_MAX_NOTES = 12

Update = Begun | Chunk | Passage


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the writer asks for. ``genre`` None: the title page's; an empty string: none at all."""

    genre: str | None = None
    character: str | None = None
    keywords: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    n: int = 1
    max_words: int = 120
    #: What the writer has noted on characters: (name, a line or two).
    notes: tuple[tuple[str, str], ...] = ()
    sampling: Sampling = field(default_factory=Sampling)


def continue_text(
    engine: Engine, before: str, wishes: Wishes, cancel: CancelToken, form: Form | None = None
) -> Iterator[Update]:
    """Continue ``before``, the text up to the cursor.

    Yields ``Begun``, then ``Chunk`` as text arrives, and a ``Passage`` for each alternative that is complete.
    Raises ``BadInput`` for wishes that cannot be met, and what the engine raises.
    """
    request = make_request(before, wishes, form)
    texts = [""] * request.n
    for event in engine.generate(request, cancel):
        if isinstance(event, Finished):
            yield _passage(event, texts[event.index], request.cue)
            continue
        if isinstance(event, Chunk):
            texts[event.index] += event.text
        yield event


def prepare(engine: Engine, before: str, wishes: Wishes, cancel: CancelToken, form: Form | None = None) -> None:
    """Let the engine read ``before`` ahead of a request, in a pause of the typing."""
    engine.warm(make_request(before, wishes, form), cancel)


def make_request(before: str, wishes: Wishes, form: Form | None = None) -> Request:
    """The engine's request for this place. Raises ``BadInput`` when a wish cannot be met."""
    check_wishes(wishes)
    context = read_context(before, form)
    character = _character(wishes.character, context)
    return Request(
        text=context.text,
        cue=Cue(_genre(wishes, context), character, wishes.keywords),
        form=context.form,
        head=_with_notes(context.head, wishes.notes),
        character_lines=context.lines_of(character, _CHARACTER_LINES) if character else (),
        forbidden=wishes.forbidden,
        n=wishes.n,
        max_words=wishes.max_words,
        sampling=wishes.sampling,
    )


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
    if not 1 <= wishes.max_words <= MAX_WORDS:
        raise BadInput(f"A passage has between 1 and {MAX_WORDS} words, not {wishes.max_words}.")


def remarks(before: str, wishes: Wishes, form: Form | None = None) -> list[str]:
    """What the writer should know about wishes that can be met, but perhaps not as meant."""
    context = read_context(before, form)
    lines = []
    if wishes.genre and wishes.genre.lower() not in GENRES:
        lines.append(f"{wishes.genre!r} is not a genre that the bundled model learnt ({', '.join(GENRES)}).")
    if wishes.character and not context.knows(wishes.character):
        lines.append(f"{wishes.character!r} does not occur before this place; asked for as a new character.")
    return lines


def _with_notes(head: str, notes: tuple[tuple[str, str], ...]) -> str:
    """The head with the notes on the cast, which stay the same from request to request."""
    told = [f"{name}: {' '.join(text.split())[:_MAX_NOTE_CHARS]}" for name, text in sorted(notes) if text.strip()]
    return "\n".join([part for part in (head, *told[:_MAX_NOTES]) if part])


def _genre(wishes: Wishes, context: ScriptContext) -> str | None:
    genre = context.genre if wishes.genre is None else wishes.genre
    if not genre:
        return None
    return genre.lower() if genre.lower() in GENRES else genre


def _character(name: str | None, context: ScriptContext) -> str | None:
    """Names stand in capitals in a script, and as they are written in prose."""
    if not name:
        return None
    return name.upper() if context.form is Form.SCRIPT else name


def _passage(event: Finished, text: str, cue: Cue) -> Passage:
    return Passage(
        index=event.index,
        text=text,
        tokens=event.tokens,
        first_token_ms=event.first_token_ms,
        tokens_per_second=event.tokens_per_second,
        finish=event.finish,
        keywords_asked=cue.keywords,
        keywords_used=tuple(word for word in cue.keywords if keyword_service.uses(word, text)),
    )
