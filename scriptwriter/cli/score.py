"""``scriptwriter score``: how much each passage of a text reads like human writing."""

from typing import Annotated, Any

import typer

from scriptwriter.cli.console import cancelling, print_json, progress_bar, say
from scriptwriter.cli.findings import score_fields
from scriptwriter.cli.write import FormChoice, read_text
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.score import ScoredPassage, Verdict
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.services import models as model_service

_FIRST_WORDS = 8
_WHAT_IT_IS = "Compares each passage's style with human plays and fiction; it cannot tell who wrote it."


def score(
    file: Annotated[str, typer.Argument(help="The text; - reads standard input.", metavar="FILE|-")],
    form: Annotated[FormChoice, typer.Option(help="How the text is laid out.")] = FormChoice.AUTO,
    model: Annotated[str, typer.Option(help="A model's name or file.", metavar="NAME|PATH")] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say how much each passage reads like human writing: 0 to 100, with its likely range and the reasons."""
    # numpy is loaded only by who needs it: the command line starts in a moment.
    from scriptwriter.services import realism, realism_model

    text = read_text(file)
    parts = realism.passages_of(text, None if form is FormChoice.AUTO else Form(form.value))
    if not parts:
        raise BadInput("There is nothing to judge: the text has no passage in it.")
    entry = model_service.catalogue().find(model)
    judging = realism_model.judging_for(realism.checksum_of(entry))
    with cancelling() as cancel, progress_bar("Reading") as progress:
        # Most bad input needs no model to be turned down.
        engine = ScriptedEngine()
        if realism.needs_engine(parts, judging is not None):
            engine, _ = model_service.open_model(entry, cancel=cancel)
        try:
            found = realism.score_segments(engine, parts, cancel, judging, progress=progress)
        finally:
            engine.close()
    if cancel.is_set():
        raise KeyboardInterrupt
    if json:
        print_json({"model": entry.name, "passages": [passage_fields(passage) for passage in found]})
        return
    for passage in found:
        print(_line(text, passage))
    say(f"scriptwriter: {_WHAT_IT_IS}")


def passage_fields(passage: ScoredPassage) -> dict[str, Any]:
    """A passage as ``--json`` prints it."""
    return {"start": passage.start, "end": passage.end, "words": passage.words, **score_fields(passage.score)}


def _line(text: str, passage: ScoredPassage) -> str:
    line = text.count("\n", 0, passage.start) + 1
    first = " ".join(text[passage.start : passage.end].split()[:_FIRST_WORDS])
    return f"line {line}: {_words(passage)}: {first} …"


def _words(passage: ScoredPassage) -> str:
    score = passage.score
    if score.verdict is Verdict.SCORED:
        return f"{score.value}/100 (likely {score.low}–{score.high})"
    said = {Verdict.TOO_SHORT: "too short to judge", Verdict.UNSUITABLE: "cannot be judged"}
    head = said.get(score.verdict, "not judged")
    return f"{head} ({score.note})" if score.note else head
