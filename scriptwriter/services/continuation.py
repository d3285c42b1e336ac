"""From the place of the cursor to new text: the program's main path, told from top to bottom.

    text before the cursor ─┐
    genre, character, words ┴► compose ─► prompt ─► engine ─► tokens ─► passage

The window and the command line both call ``continue_text`` and show what it yields. ``compose`` happens
inside the engine, next to the tokenizer that decides what fits.
"""

from collections.abc import Iterator

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import GENRES, Cue, Form
from scriptwriter.domain.generation import Chunk, Finished, Request, Voice, sampling_for
from scriptwriter.domain.passage import Passage
from scriptwriter.engine.protocol import Engine
from scriptwriter.engine.words import uses
from scriptwriter.services.choice import Update, choose
from scriptwriter.services.context import ScriptContext, read_context
from scriptwriter.services.speaker import opening_line
from scriptwriter.services.wishes import Wishes, check_wishes

#: As many of a character's last speeches are offered to the engine; each kind of model takes what helps it.
_CHARACTER_LINES = 5
_MAX_NOTE_CHARS = 200
_MAX_NOTES = 12


def continue_text(
    engine: Engine, before: str, wishes: Wishes, cancel: CancelToken, form: Form | None = None
) -> Iterator[Update]:
    """Continue ``before``, the text up to the cursor.

    Yields ``Begun``, then ``Chunk`` as text arrives, and a ``Passage`` for each alternative that is complete.
    Raises ``BadInput`` for wishes that cannot be met, and what the engine raises.
    """
    request = make_request(before, wishes, form)
    updates = updates_of(engine, request, cancel)
    return updates if request.n <= wishes.n else choose(updates, wishes.n, request.form)


def _voice(voices: tuple[tuple[str, Voice], ...], character: str | None) -> Voice | None:
    """The character's own, where there is one."""
    wanted = (character or "").upper()
    return next((voice for name, voice in voices if name.upper() == wanted), None)


def updates_of(engine: Engine, request: Request, cancel: CancelToken) -> Iterator[Update]:
    """The engine's answer to a request, as it comes."""
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
        cast=context.cast,
        character_lines=context.lines_of(character, _CHARACTER_LINES) if character else (),
        forbidden=wishes.forbidden,
        n=max(wishes.n, wishes.best_of),
        max_words=wishes.max_words,
        opening=opening_line(context.text, context.form, character) if wishes.guidance.speaker else "",
        guidance=wishes.guidance,
        one_block=wishes.one_block,
        voice=_voice(wishes.voices, character),
        measure=wishes.measure or wishes.best_of > wishes.n,
        sampling=sampling_for(context.form, wishes.sampling),
    )


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
        loss=event.loss,
        keywords_asked=cue.keywords,
        keywords_used=tuple(word for word in cue.keywords if uses(word, text)),
    )
