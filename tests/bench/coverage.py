"""Do passages do what they are asked? Keywords, speakers, form, repetition, on passages by people.

    python -m tests.bench.coverage heldout.jsonl [--passages 100] [--model NAME|PATH] [--best-of 8] [--json]

Each line of the file is an object with ``form``, ``genre``, ``cue`` (genre, character, keywords as they were drawn),
``context`` and ``passage`` (what the author wrote there). The same places are continued in several ways:

    cue       the cue alone
    bias      with the rising bias, not held back from ending
    guided    bias, held back until all words are there, the speaker's name set
    full      the best of several guided ones
    plain     no keywords in the cue, same speaker
    random    the keywords of another passage in the cue, those of this one looked for
    hard      the keywords of another passage asked for, with the full stack

``loss`` is minus the mean log probability that the model alone gives to the passage, in nats a token.
"""

import argparse
import json
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import MAX_KEYWORD_CHARS, Form
from scriptwriter.domain.generation import UNGUIDED, Guidance, Sampling
from scriptwriter.domain.passage import Passage
from scriptwriter.engine.protocol import Engine
from scriptwriter.engine.words import uses
from scriptwriter.services import models
from scriptwriter.services.choice import is_in_blocks, repeated
from scriptwriter.services.continuation import continue_text
from scriptwriter.services.passage_metrics import distinct, opens_with
from scriptwriter.services.wishes import Wishes

KEYWORDS = 3
MAX_WORDS = 120
_BIAS_ONLY = Guidance(hold_stop=False, speaker=False)


@dataclass(frozen=True)
class Place:
    """Where a passage is asked for, and what stood there."""

    form: Form
    context: str
    genre: str
    character: str | None
    keywords: tuple[str, ...]
    human: str


@dataclass
class Tally:
    """What came of one way of asking."""

    places: int = 0
    covered: int = 0
    words_asked: int = 0
    words_used: int = 0
    speakers: int = 0
    speakers_right: int = 0
    scripts: int = 0
    valid: int = 0
    losses: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    asked: list[Sequence[str]] = field(default_factory=list)

    def take(self, place: Place, passage: Passage, looked_for: Sequence[str], seconds: float) -> None:
        """Count one passage."""
        used = sum(uses(word, passage.text) for word in looked_for)
        self.places += 1
        self.covered += used == len(looked_for)
        self.words_asked += len(looked_for)
        self.words_used += used
        self.seconds.append(seconds)
        self.texts.append(passage.text)
        self.asked.append(looked_for)
        if passage.loss is not None:
            self.losses.append(passage.loss)
        if place.form is Form.SCRIPT:
            self.scripts += 1
            self.valid += is_in_blocks(passage.text)
            if place.character:
                self.speakers += 1
                self.speakers_right += opens_with(place.context, passage.text, place.character)

    def figures(self) -> dict[str, Any]:
        """Shares from 0 to 1, nats, seconds."""
        seconds = sorted(self.seconds)
        return {
            "places": self.places,
            "all_keywords": _share(self.covered, self.places),
            "keywords": _share(self.words_used, self.words_asked),
            "speaker_opens": _share(self.speakers_right, self.speakers),
            "valid_blocks": _share(self.valid, self.scripts),
            "loss": round(statistics.fmean(self.losses), 3) if self.losses else None,
            "rep_4": round(statistics.fmean(map(repeated, self.texts)), 4),
            "distinct_2": distinct(self.texts),
            "words": round(statistics.fmean(len(text.split()) for text in self.texts), 1),
            "seconds_median": round(statistics.median(seconds), 2),
            "seconds_p95": round(seconds[int(len(seconds) * 0.95)], 2),
        }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def read_places(file: Path, count: int, seed: int = 1) -> list[Place]:
    """Places that can be asked for three words, a random choice of them; half of them from scripts where possible."""
    places = [place for line in file.read_text(encoding="utf-8").splitlines() if (place := _place(json.loads(line)))]
    draw = random.Random(seed)
    draw.shuffle(places)
    scripts = [place for place in places if place.form is Form.SCRIPT][: count // 2]
    others = [place for place in places if place.form is Form.PROSE][: count - len(scripts)]
    return [*scripts, *others]


def _place(row: dict[str, Any]) -> Place | None:
    cue, passage = row["cue"], row["passage"]
    keywords = [word for word in cue["keywords"] if uses(word, passage) and len(word) <= MAX_KEYWORD_CHARS]
    if len(keywords) < KEYWORDS:
        return None
    form = Form(row["form"])
    character = cue["character"]
    if form is Form.SCRIPT and not character:
        first = passage.strip().split("\n")[0]
        character = first if opens_with("", passage, first) else None
    return Place(form, row["context"], row["genre"], character, tuple(keywords[:KEYWORDS]), passage)


def ways(place: Place, other: Place, best_of: int) -> Iterator[tuple[str, Wishes, tuple[str, ...]]]:
    """Name, wishes and the words that are looked for."""
    cue = Wishes(
        genre=place.genre,
        character=place.character,
        keywords=place.keywords,
        max_words=MAX_WORDS,
        guidance=UNGUIDED,
    )
    guided = replace(cue, guidance=Guidance())
    yield "cue", cue, place.keywords
    yield "bias", replace(cue, guidance=_BIAS_ONLY), place.keywords
    yield "guided", guided, place.keywords
    yield "full", replace(guided, best_of=best_of), place.keywords
    yield "plain", replace(cue, keywords=()), place.keywords
    yield "random", replace(cue, keywords=other.keywords), place.keywords
    yield "hard", replace(guided, keywords=other.keywords, best_of=best_of), other.keywords


def measure(engine: Engine, places: Sequence[Place], best_of: int, only: Sequence[str]) -> dict[str, Tally]:
    """Ask in every way at every place. One seed a place, so that a run can be repeated."""
    tallies: dict[str, Tally] = {}
    for number, place in enumerate(places):
        other = places[(number + len(places) // 2) % len(places)]
        for name, wishes, looked_for in ways(place, other, best_of):
            if only and name not in only:
                continue
            asked = replace(wishes, sampling=Sampling(seed=number), measure=True)
            started = time.perf_counter()
            updates = list(continue_text(engine, place.context, asked, CancelToken(), place.form))
            seconds = time.perf_counter() - started
            passage = next(update for update in updates if isinstance(update, Passage))
            tallies.setdefault(name, Tally()).take(place, passage, looked_for, seconds)
        print(f"\r{number + 1}/{len(places)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return tallies


def human(places: Sequence[Place]) -> dict[str, Any]:
    """The same figures for what people wrote, cut to the same length."""
    tally = Tally()
    for place in places:
        text = " ".join(place.human.split(" ")[:MAX_WORDS])
        tally.take(place, Passage(0, text, 0, 0.0, 0.0, "stop"), (), 0.0)
    figures = tally.figures()
    return {name: figures[name] for name in ("places", "speaker_opens", "valid_blocks", "rep_4", "distinct_2", "words")}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--passages", type=int, default=100)
    parser.add_argument("--model", default="")
    parser.add_argument("--best-of", type=int, default=8)
    parser.add_argument("--threads", type=int, default=0, help="of the engine; 0: as many as there are processors")
    parser.add_argument("--only", action="append", default=[], help="one way; can be given several times")
    parser.add_argument("--show", type=int, default=0, help="print so many passages of the last way")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    places = read_places(options.file, options.passages)
    engine, info = models.open_model(models.catalogue().find(options.model), threads=options.threads)
    try:
        tallies = measure(engine, places, options.best_of, options.only)
    finally:
        engine.close()
    results = {"human": human(places), **{name: tally.figures() for name, tally in tallies.items()}}
    if options.json:
        print(json.dumps({"model": info.name, "best_of": options.best_of, "ways": results}))
        return
    for name, figures in results.items():
        print(name.ljust(8), "  ".join(f"{key} {value}" for key, value in figures.items()))
    last = next(reversed(tallies.values()))
    for asked, text in list(zip(last.asked, last.texts, strict=True))[: options.show]:
        print("-----", ", ".join(asked), text)


if __name__ == "__main__":
    main()
