"""What a model is worth, in numbers: on passages that people wrote, and on what it writes in their places.

    held-out passages ──► the model reads them (loss, perplexity)
                      └─► it continues the same places (keywords, speaker, form, repetition, closeness)

The places are places of a file of held-out passages (JSON lines with ``form``, ``genre``, ``cue``, ``context``,
``passage``), or are cut out of scripts and stories. The same measures of the people's own passages stand beside them.
"""

import json
import math
import random
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import MAX_KEYWORD_CHARS, Cue, Form
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.domain.generation import UNGUIDED, Guidance, Request, SamplingValues
from scriptwriter.domain.passage import Passage
from scriptwriter.domain.tokens import Likelihood
from scriptwriter.engine.protocol import Engine
from scriptwriter.engine.words import uses
from scriptwriter.services.choice import is_in_blocks, repeated
from scriptwriter.services.continuation import continue_text
from scriptwriter.services.copied import copied_spans
from scriptwriter.services.copied_index import Index
from scriptwriter.services.divergence import divergence
from scriptwriter.services.passage_metrics import distinct, interval, known_speakers, opens_with
from scriptwriter.services.wishes import Wishes

KEYWORDS = 3
MAX_WORDS = 120
#: Most contexts that a place keeps, in characters; engines cut what does not fit.
_CONTEXT_CHARS = 3000
_FEWEST_WORDS, _MOST_WORDS = 25, 120
#: A quote or a message is a passage of its own.
_FEWEST_ALONE = 8
_SPARE = 3
#: Closeness needs so many passages at least.
_LEAST_FOR_CLOSENESS = 40

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage is asked for, and what a person wrote there. ``human`` begins with its white space."""

    form: Form
    context: str
    genre: str | None
    character: str | None
    keywords: tuple[str, ...]
    human: str


# -- places ----------------------------------------------------------------------------------------


def read_places(
    sources: Sequence[Path], count: int, seed: int = 1, held_out: bool = False, cancel: CancelToken | None = None
) -> list[Place]:
    """A random choice of places, half of them in scripts where that is possible.

    Raises ``BadInput``, and ``Failure`` when cancelled.

    ``held_out``: only what a training on these sources would have held out.
    """
    files = [source for source in sources if source.suffix.lower() == ".jsonl"]
    places = [place for source in files for place in _rows(source)]
    if texts := [source for source in sources if source not in files]:
        places += _cut_out(texts, count, seed, held_out, cancel or CancelToken())
    if not places:
        raise BadInput("There is no passage in these files that could be compared with.")
    random.Random(seed).shuffle(places)
    scripts = [place for place in places if place.form is Form.SCRIPT]
    stories = [place for place in places if place.form is Form.PROSE]
    half = min(max(count // 2, count - len(stories)), len(scripts))
    return [*scripts[:half], *stories[: count - half]]


def _rows(path: Path) -> list[Place]:
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [_place(row) for row in rows]
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{path} is no file of held-out passages ({type(error).__name__}: {error}).") from error


def _place(row: dict[str, Any]) -> Place:
    cue, passage, form = row["cue"], row["passage"], Form(row["form"])
    context = row["context"]
    keywords = [word for word in cue["keywords"] if uses(word, passage) and len(word) <= MAX_KEYWORD_CHARS]
    character = cue["character"]
    if form is Form.SCRIPT:
        first = passage.strip().split("\n")[0]
        # Only who really opens the passage can be asked to open it.
        asked = character or first
        character = asked if opens_with(context, passage, asked) else None
    gap = "" if passage[:1].isspace() or not context.strip() else "\n\n" if form is Form.SCRIPT else " "
    return Place(
        form, context[-_CONTEXT_CHARS:].rstrip(), row["genre"], character, tuple(keywords[:KEYWORDS]), gap + passage
    )


def _cut_out(sources: Sequence[Path], count: int, seed: int, held_out: bool, cancel: CancelToken) -> list[Place]:
    """Places in the writer's own files: passages at the ends of blocks, with keywords that YAKE finds in them."""
    from scriptwriter.domain.corpus import Split
    from scriptwriter.services.corpus import store

    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "corpus"
        store.prepare(sources, None, prepared, cancel)
        rows = list(store.documents(prepared, Split.HELD_OUT if held_out else None))
    random.Random(seed).shuffle(rows)
    places: list[Place] = []
    for row in rows:
        if cancel.is_set():
            raise Failure("The comparison was cancelled.")
        places += _places_in(row["text"], Form(row["form"]), row["genre"])
        if len(places) >= _SPARE * count:  # finding keywords takes its time, and more are not needed
            break
    return places


def _places_in(text: str, form: Form, genre: str | None) -> Iterator[Place]:
    from scriptwriter.services.keywords import propose

    blocks, start = [block for block in text.split("\n\n") if block.strip()], 0
    fewest = _FEWEST_WORDS if len(blocks) > 1 else _FEWEST_ALONE
    while start < len(blocks):
        end, words = start, 0
        while end < len(blocks) and (words < fewest or words + len(blocks[end].split()) <= _MOST_WORDS // 2):
            words += len(blocks[end].split())
            end += 1
        passage = "\n\n".join(blocks[start:end])
        if fewest <= words <= 2 * _MOST_WORDS:
            before = "\n\n".join(blocks[max(start - 40, 0) : start])[-_CONTEXT_CHARS:]
            first = passage.split("\n")[0]
            character = first if form is Form.SCRIPT and opens_with("", passage, first) else None
            keywords = tuple(word.text for word in propose(passage, KEYWORDS, [character] if character else []))
            yield Place(form, before, genre, character, keywords, ("\n\n" if before else "") + passage)
        start = max(end, start + 1)


# -- measuring -------------------------------------------------------------------------------------


def evaluate(
    engine: Engine,
    places: Sequence[Place],
    cancel: CancelToken,
    progress: Progress,
    guided: bool = True,
    indexes: Sequence[Index] = (),
) -> dict[str, Any]:
    """All figures as JSON values. ``indexes``: of the model's training texts, to see what it copies.

    Raises ``Failure`` when cancelled.
    """
    steps = len(places) * (3 if guided else 2)
    done = 0

    def step() -> None:
        nonlocal done
        if cancel.is_set():
            raise Failure("The evaluation was cancelled; nothing was written.")
        done += 1
        progress(done / steps)

    read = []
    for place in places:
        read.append(_likelihoods(engine, place, cancel))
        step()
    found: dict[str, Any] = {"loss": _loss_figures(places, read)}
    ways = {"cue": UNGUIDED, **({"guided": Guidance()} if guided else {})}
    found["human"] = figures(places, [place.human for place in places])
    for name, guidance in ways.items():
        texts = []
        for number, place in enumerate(places):
            texts.append(written(engine, place, guidance, cancel, {"seed": number}))
            step()
        found[name] = figures(places, texts)
        if indexes:
            found[name]["copied"] = _share([bool(copied_spans(text, indexes)) for text in texts])
        found[name]["samples"] = _samples(places, texts)
    return found


def _likelihoods(engine: Engine, place: Place, cancel: CancelToken) -> tuple[Likelihood, Likelihood] | None:
    """With the cue and without one; None for a passage that is too long for the model."""
    cue = Cue(place.genre, place.character, place.keywords)
    request = Request(place.context, cue, place.form)
    try:
        asked = engine.measure(request, [place.human], cancel)
        plain = engine.measure(replace(request, cue=Cue()), [place.human], cancel)
    except BadInput:
        return None
    return (asked[0], plain[0]) if asked and plain else None


def _loss_figures(places: Sequence[Place], read: Sequence[tuple[Likelihood, Likelihood] | None]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, forms in (("all", tuple(Form)), *((form.value, (form,)) for form in Form)):
        rows = [(place, both) for place, both in zip(places, read, strict=True) if both and place.form in forms]
        if not rows:
            continue
        tokens, words = sum(a.tokens for _, (a, _) in rows), sum(len(place.human.split()) for place, _ in rows)
        log_p, plain = sum(a.log_p for _, (a, _) in rows), sum(b.log_p for _, (_, b) in rows)
        low, high = interval([a.loss for _, (a, _) in rows], [a.tokens for _, (a, _) in rows])
        found[name] = {
            "passages": len(rows),
            "tokens": tokens,
            "loss": round(-log_p / tokens, 4),
            "loss_interval": [round(low, 4), round(high, 4)],
            "loss_without_cue": round(-plain / tokens, 4),
            "perplexity": round(math.exp(-log_p / tokens), 2),
            "word_perplexity": round(math.exp(min(-log_p / words, 700)), 1),
        }
    return found


def written(engine: Engine, place: Place, guidance: Guidance, cancel: CancelToken, sampling: SamplingValues) -> str:
    """What the model writes in a place; empty when cancelled."""
    wishes = Wishes(
        genre=place.genre or "",
        character=place.character,
        keywords=place.keywords,
        max_words=MAX_WORDS,
        guidance=guidance,
        sampling=sampling,
    )
    updates = continue_text(engine, place.context, wishes, cancel, place.form)
    return next((update.text for update in updates if isinstance(update, Passage)), "")


def figures(places: Sequence[Place], texts: Sequence[str]) -> dict[str, Any]:
    """What passages in these places are like. Shares from 0 to 1; None where nothing of the kind was asked."""
    cut = [" ".join(text.split(" ")[:MAX_WORDS]) for text in texts]
    used = [
        sum(uses(word, text) for word in place.keywords) / len(place.keywords)
        for place, text in zip(places, cut, strict=True)
        if place.keywords
    ]
    speaks = [
        opens_with(place.context, text, place.character)
        for place, text in zip(places, cut, strict=True)
        if place.form is Form.SCRIPT and place.character
    ]
    known = [
        one
        for place, text in zip(places, cut, strict=True)
        if place.form is Form.SCRIPT
        for one in known_speakers(place.context, text, place.character)
    ]
    blocks = [is_in_blocks(text) for place, text in zip(places, cut, strict=True) if place.form is Form.SCRIPT]
    return {
        "passages": len(cut),
        "keywords": _share(used),
        "keywords_interval": [round(edge, 4) for edge in interval(used)] if used else None,
        "all_keywords": _share([share == 1 for share in used]),
        "speaker_opens": _share(speaks),
        "known_speakers": _share(known),
        "valid_blocks": _share(blocks),
        "rep_4": round(statistics.fmean(map(repeated, cut)), 4),
        "distinct_1": distinct(cut, 1),
        "distinct_2": distinct(cut, 2),
        "words": round(statistics.fmean(len(text.split()) for text in cut), 1),
        "closeness": _closeness([place.human for place in places], cut),
    }


def _closeness(human: Sequence[str], texts: Sequence[str]) -> float | None:
    people = [" ".join(text.split(" ")[:MAX_WORDS]) for text in human]
    if len(texts) < _LEAST_FOR_CLOSENESS:
        return None
    if list(texts) == people:
        # People against people: the even against the odd ones, what a perfect model would get.
        return round(divergence(people[::2], people[1::2]), 4)
    return round(divergence(people, texts), 4)


def _share(values: Sequence[float]) -> float | None:
    return round(statistics.fmean(values), 4) if values else None


def _samples(places: Sequence[Place], texts: Sequence[str], count: int = 20) -> list[dict[str, Any]]:
    """The first ones, as they came; nothing is picked."""
    return [
        {
            "form": place.form.value,
            "before": place.context[-300:],
            "genre": place.genre,
            "character": place.character,
            "keywords": list(place.keywords),
            "text": text,
        }
        for place, text in list(zip(places, texts, strict=True))[:count]
    ]
