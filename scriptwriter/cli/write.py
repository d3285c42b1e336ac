"""``scriptwriter write``: continue a file or standard input."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from scriptwriter.cli import findings
from scriptwriter.cli.console import cancelling, print_json, print_json_line, progress_bar, say
from scriptwriter.cli.findings import Fields
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.generation import Begun, Chunk
from scriptwriter.domain.passage import Passage
from scriptwriter.services import documents
from scriptwriter.services import models as model_service
from scriptwriter.services.context import read_context
from scriptwriter.services.continuation import continue_text
from scriptwriter.services.places import text_before
from scriptwriter.services.wishes import Wishes, check_wishes, remarks, tidy_wishes

#: Four take two and a half times as long as one.
_BEST_OF = 4


class FormChoice(StrEnum):
    """``auto`` looks at the text."""

    AUTO = "auto"
    SCRIPT = "script"
    PROSE = "prose"


def write(
    file: Annotated[str, typer.Argument(help="The text to continue; - reads standard input.", metavar="FILE|-")],
    at: Annotated[str, typer.Option(help="Continue there instead of at the end.", metavar="LINE[:COLUMN]")] = "",
    form: Annotated[FormChoice, typer.Option(help="How the text is laid out.")] = FormChoice.AUTO,
    genre: Annotated[str | None, typer.Option(help="The title page's when left out; empty for none.")] = None,
    character: Annotated[str, typer.Option(help="Who speaks next.", metavar="NAME")] = "",
    keyword: Annotated[list[str] | None, typer.Option(help="A word to bring in; up to six.", metavar="W")] = None,
    forbid: Annotated[list[str] | None, typer.Option(help="A phrase to keep out.", metavar="PHRASE")] = None,
    n: Annotated[int, typer.Option(help="How many alternatives.", metavar="N")] = 1,
    best_of: Annotated[
        int | None,
        typer.Option(help="Draw so many and keep the best; 4 when keywords are asked for, unless they stream."),
    ] = None,
    max_words: Annotated[int, typer.Option(help="The longest passage, in words.", metavar="W")] = 120,
    seed: Annotated[int | None, typer.Option(help="The same seed draws the same passage.")] = None,
    temperature: Annotated[
        float | None, typer.Option(help="0 takes the likeliest word each time; left out, it is as suits the form.")
    ] = None,
    model: Annotated[str, typer.Option(help="A model's name, file or address.", metavar="NAME|PATH|URL")] = "",
    stream: Annotated[bool, typer.Option("--stream", help="Print words as they come.")] = False,
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document; with --stream an object a line.")
    ] = False,
) -> None:
    """Continue a script or story in the asked genre, voice and words."""
    if temperature is not None and not 0 <= temperature <= 5:
        raise BadInput(f"A temperature lies between 0 and 5, not at {temperature}.")
    if seed is not None and not 0 <= seed < 2**32:
        raise BadInput(f"A seed lies between 0 and {2**32 - 1}.")
    wishes = tidy_wishes(
        Wishes(
            genre=genre,
            character=character,
            keywords=tuple(keyword or ()),
            forbidden=tuple(forbid or ()),
            n=n,
            best_of=_best_of(best_of, n, bool(keyword), stream),
            max_words=max_words,
            sampling={"seed": seed} if temperature is None else {"seed": seed, "temperature": temperature},
        )
    )
    check_wishes(wishes)
    before = text_before(read_text(file), at)
    wanted = None if form is FormChoice.AUTO else Form(form.value)
    for line in remarks(before, wishes, wanted):
        say(f"scriptwriter: {line}")
    entry = model_service.catalogue().find(model)
    wishes = replace(wishes, voices=entry.voices)
    with cancelling() as cancel, progress_bar(f"Opening {entry.title}") as progress:
        engine, _ = model_service.open_model(entry, cancel=cancel, progress=progress)
    try:
        with cancelling() as cancel:
            printer = _Printer(stream, json, entry.name, n)
            for update in continue_text(engine, before, wishes, cancel, wanted):
                printer.take(update)
            passages = printer.passages
            if json:
                told = read_context(before, wanted).form
                realism = findings.realism_of(passages, engine, entry, told, cancel)
                printer.print_json(realism, findings.copied_of(passages, entry, tell=True))
            else:
                printer.print_text()
                findings.say_copied(passages, findings.copied_of(passages, entry))
    finally:
        engine.close()


def _best_of(asked: int | None, n: int, keywords: bool, stream: bool) -> int:
    """What streams is seen at once, so nothing can be chosen from it."""
    if asked is not None:
        if stream and asked > n:
            raise BadInput("What streams cannot be chosen from: leave out --stream or --best-of.")
        return asked
    return max(n, _BEST_OF) if keywords and not stream and n > 0 else 0


def read_text(file: str) -> str:
    """A file's text, or standard input's for ``-``. Raises ``BadDocument``."""
    if file == "-":
        return documents.decode(sys.stdin.buffer.read(), "standard input").text
    document = documents.load(Path(file))
    for line in document.warnings:
        say(f"scriptwriter: {line}")
    return document.text


class _Printer:
    """Prints updates in the asked way."""

    def __init__(self, stream: bool, as_json: bool, model: str, n: int) -> None:
        self._stream = stream
        self._json = as_json
        self._model = model
        self._n = n
        self._begun = Begun(0, 0)
        self._passages: list[Passage] = []
        self._last_streamed = ""

    def take(self, update: Begun | Chunk | Passage) -> None:
        """Print an update now, or keep it for the end."""
        if isinstance(update, Begun):
            self._begun = update
        elif isinstance(update, Passage):
            self._passages.append(update)
        elif self._stream and not self._json and self._n == 1:
            # Several alternatives arrive interleaved; they are printed one after the other at the end.
            text = update.text if self._last_streamed else update.text.lstrip()
            self._last_streamed = text
            print(text, end="", flush=True)
        if self._stream and self._json and not isinstance(update, Passage):
            print_json_line(_line(update))

    @property
    def passages(self) -> list[Passage]:
        """Those that are complete, in their order."""
        return sorted(self._passages, key=lambda passage: passage.index)

    def print_json(self, realism: Sequence[Fields | None], copied: Sequence[Sequence[Fields]]) -> None:
        """Print the passages with what is known of them."""
        found = [
            (passage.index, passage_fields(passage, score, spans))
            for passage, score, spans in zip(self.passages, realism, copied, strict=True)
        ]
        if self._stream:
            for index, fields in found:
                print_json_line({"event": "finished", "index": index, **fields})
            return
        print_json(
            {
                "model": self._model,
                "prompt_tokens": self._begun.prompt_tokens,
                "cached_tokens": self._begun.cached_tokens,
                "alternatives": [fields for _, fields in found],
            }
        )

    def print_text(self) -> None:
        """Print what is left to print."""
        passages = self.passages
        if self._stream and self._n == 1:
            print(flush=True)
        else:
            print("\n\n---\n\n".join(passage.text.strip() for passage in passages), flush=True)
        for passage in passages:
            _say_keywords(passage, len(passages))


def _say_keywords(passage: Passage, count: int) -> None:
    asked, used = passage.keywords_asked, passage.keywords_used
    if len(used) < len(asked):
        which = f"alternative {passage.index + 1}: " if count > 1 else ""
        missing = ", ".join(word for word in asked if word not in used)
        say(f"scriptwriter: {which}{len(used)} of {len(asked)} keywords used; missing: {missing}.")


def _line(update: Begun | Chunk) -> dict[str, Any]:
    if isinstance(update, Begun):
        return {
            "event": "begun",
            "prompt_tokens": update.prompt_tokens,
            "cached_tokens": update.cached_tokens,
        }
    return {"event": "text", "index": update.index, "text": update.text}


def passage_fields(passage: Passage, realism: Fields | None, copied: Sequence[Fields]) -> dict[str, Any]:
    """A passage as ``--json`` prints it."""
    return {
        "text": passage.text,
        "tokens": passage.tokens,
        "first_token_ms": round(passage.first_token_ms, 2),
        "tokens_per_second": round(passage.tokens_per_second, 1),
        "keywords": {"asked": list(passage.keywords_asked), "used": list(passage.keywords_used)},
        "realism": realism,
        "copied": list(copied),
        "finish": passage.finish,
    }
