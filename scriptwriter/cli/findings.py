"""What ``scriptwriter write`` says of a finished passage beside its text: how it reads, and what of it is a copy."""

from collections.abc import Sequence
from typing import Any

from scriptwriter.cli.console import say
from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.domain.passage import Passage
from scriptwriter.domain.score import Score
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.engine.protocol import Engine

Fields = dict[str, Any]


def score_fields(score: Score) -> dict[str, Any]:
    """What ``--json`` prints of a score."""
    return {
        "score": score.value,
        "low": score.low,
        "high": score.high,
        "reasons": [{"name": one.name, "value": one.value, "effect": one.effect} for one in score.reasons],
        "verdict": score.verdict.value,
    }


def realism_of(
    passages: Sequence[Passage], engine: Engine, entry: ModelEntry, form: Form, cancel: CancelToken
) -> list[Fields | None]:
    """Each passage's score as ``scriptwriter score --json`` prints it; None where there is nothing to judge."""
    # numpy is loaded only by who needs it.
    from scriptwriter.services import realism, realism_model

    parts = [realism.passage_of_suggestion(passage.text, form, number) for number, passage in enumerate(passages)]
    found: list[Fields | None] = [None] * len(parts)
    asked = [number for number, part in enumerate(parts) if part is not None]
    try:
        judging = realism_model.judging_for(realism.checksum_of(entry))
        told = [part for part in parts if part is not None]
        scored = realism.score_segments(engine, told, cancel, judging)
        for number, one in zip(asked, scored, strict=False):
            found[number] = {"words": one.words, **score_fields(one.score)}
    except ScriptwriterError as error:
        # The text is there, and is printed.
        say(f"scriptwriter: the passages could not be judged: {error}")
    return found


def copied_of(passages: Sequence[Passage], entry: ModelEntry, tell: bool = False) -> list[list[Fields]]:
    """What of each passage stands in the model's training text. ``tell``: say so when that is not known."""
    from scriptwriter.services.copied import copied_spans, indexes_for

    try:
        indexes = indexes_for(entry)
        if tell and not indexes:
            say(f"scriptwriter: no index of what {entry.name} was trained on: copied passages are not looked for.")
        return [
            [{"start": one.start, "end": one.end, "words": one.words} for one in copied_spans(passage.text, indexes)]
            for passage in passages
        ]
    except ScriptwriterError as error:
        say(f"scriptwriter: {error}")
        return [[] for _ in passages]


def say_copied(passages: Sequence[Passage], copied: Sequence[Sequence[Fields]]) -> None:
    """A line for each passage with a copy in it."""
    for passage, spans in zip(passages, copied, strict=True):
        if spans:
            which = f"alternative {passage.index + 1}: " if len(passages) > 1 else ""
            longest = max(spans, key=lambda span: span["words"])
            first = " ".join(passage.text[longest["start"] : longest["end"]].split()[:8])
            say(f"scriptwriter: {which}{longest['words']} words stand in the training text: {first} …")
