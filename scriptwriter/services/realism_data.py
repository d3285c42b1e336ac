"""Training data of the realism score: human passages and, for the same places, generated ones.

Written to one folder, a JSON object a line: ``human.jsonl`` (positions only) and ``generated.jsonl`` (positions, how
it was drawn, the generated text). A run that was stopped goes on where it was.
"""

import json
import random
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TextIO

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Cue, Form
from scriptwriter.domain.errors import EngineDied, Failure
from scriptwriter.domain.generation import MAX_WORDS, UNGUIDED, Chunk, Finished, Guidance, Request
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.engine.protocol import Engine
from scriptwriter.realism.markov import CharacterMarkov, Markov
from scriptwriter.realism.normal import count_words, normalise, sentence_ends, words_of
from scriptwriter.services import models
from scriptwriter.services import realism_places as places_of
from scriptwriter.services.realism_places import Place
from scriptwriter.services.realism_recipes import RECIPES, Recipe

Progress = Callable[[float], None]
#: So many words of the work stand before a generated passage; more costs time and changes little.
_CONTEXT_WORDS = 110
_SHORT_CONTEXT_WORDS = 40
#: Longer places are written without a cue, in a longer context (``realism_variants``).
_LONG_WORDS = 105
#: Passages that end before 50 words are not judged, so shorter ones are not asked for.
_LEAST_ASKED = 70
#: A passage is kept when at least this share of it is left after it was cut at its last sentence end.
_MIN_LEFT = 0.4
_BATCH = 8


@dataclass(frozen=True, slots=True)
class Generated:
    """A generated passage for a human one's place. ``text`` as the generator wrote it, cut at a sentence end."""

    row: int
    start: int
    generator: str
    family: str
    recipe: str
    cue: bool
    guided: bool
    index: int
    text: str


@dataclass(frozen=True, slots=True)
class Job:
    """One request: ``count`` alternatives for a place by one recipe."""

    place: Place
    recipe: Recipe
    cue: bool
    guided: bool
    seed: int
    count: int = _BATCH


def plan(
    rows: Sequence[dict[str, Any]], places: Sequence[Place], batches: dict[str, int], seed: int,
    recipes: Sequence[Recipe] = RECIPES,
) -> list[Job]:  # fmt: skip
    """``batches[split]`` requests over places of each split, recipes by their shares, a quarter of them scripts."""
    draw = random.Random(seed)
    jobs = []
    for split, count in batches.items():
        here = places_of.of_split(rows, places, split)
        draw.shuffle(here)
        # Scripts are few: without this, most generated text would be prose.
        here.sort(key=lambda place: rows[place.row]["form"] != Form.SCRIPT)
        scripts = [place for place in here if rows[place.row]["form"] == Form.SCRIPT]
        prose = here[len(scripts) :]
        mixed = (scripts * 3)[: count // 4] + prose
        for place in mixed[:count]:
            recipe = draw.choices(recipes, [one.share for one in recipes])[0]
            jobs.append(Job(place, recipe, draw.random() < 0.7, draw.random() < 0.3, draw.randrange(2**31)))
    draw.shuffle(jobs)
    return jobs


def generate(
    engine: Engine,
    generator: str,
    family: str,
    rows: Sequence[dict[str, Any]],
    jobs: Sequence[Job],
    cancel: CancelToken,
) -> Iterator[list[Generated]]:
    """What a model writes for every job, a list a job; ends early when cancelled."""
    for job in jobs:
        texts = [""] * job.count
        cancelled = False
        try:
            for event in engine.generate(_request(rows, job), cancel):
                if isinstance(event, Chunk):
                    texts[event.index] += event.text
                elif isinstance(event, Finished):
                    cancelled |= event.finish == "cancelled"
        except EngineDied:
            # A variant that llama.cpp cannot run with some sampler: that job is left out, the next starts it again.
            texts = []
        if cancelled or cancel.is_set():
            return
        form = rows[job.place.row]["form"]
        kept = [(index, cut) for index, text in enumerate(texts) if (cut := trimmed(text, form))]
        yield [
            Generated(
                job.place.row, job.place.start, generator, family, job.recipe.name, job.cue, job.guided, index, text
            )
            for index, text in kept
        ]


def write_jobs(
    path: Path, entry: ModelEntry, generator: str, rows: Sequence[dict[str, Any]], jobs: Sequence[Job],
    cancel: CancelToken, progress: Progress, threads: int = 0,
) -> None:  # fmt: skip
    """Have a model do all jobs, into one file; goes on where it was. Raises ``BadModel``, ``Failure``."""
    done = jobs_done(path)
    if done >= len(jobs):
        return
    engine, _ = models.open_model(entry, threads=threads, cancel=cancel)
    try:
        made = generate(engine, generator, "model", rows, jobs[done:], cancel)
        write_generated(path, counted(path, made, done), len(jobs), progress, done)
    finally:
        engine.close()


def trimmed(text: str, form: str) -> str:
    """A passage up to its last sentence end, as the human ones end; empty when too little is left."""
    ends = sentence_ends(text)
    if not ends:
        return ""
    cut = text[: ends[-1]]
    words = count_words(places_of.told(cut, form))
    enough = count_words(cut) >= _MIN_LEFT * count_words(text)
    return cut if enough and places_of.MIN_WORDS <= words <= places_of.MAX_WORDS else ""


def _request(rows: Sequence[dict[str, Any]], job: Job) -> Request:
    row = rows[job.place.row]
    long = job.place.words > _LONG_WORDS
    # A model that is asked without a cue ends its passage at the first sentence after half of the words.
    words = min(round(job.place.words * 1.8), MAX_WORDS) if long else max(round(job.place.words * 1.12), _LEAST_ASKED)
    cue = _cue(row, places_of.text_at(rows, job.place), job) if job.cue and not long else Cue()
    form = Form(row["form"])
    return Request(
        text=places_of.before(rows, job.place, _SHORT_CONTEXT_WORDS if long else _CONTEXT_WORDS),
        cue=cue,
        form=form,
        n=job.count,
        max_words=words,
        guidance=Guidance() if job.guided and job.cue else UNGUIDED,
        sampling=job.recipe.drawn(form, job.seed),
    )


def _cue(row: dict[str, Any], human: str, job: Job) -> Cue:
    """Genre and speaker as the row has them, one to three telling words of the human passage."""
    draw = random.Random(job.seed)
    told = [word for word in words_of(normalise(human)) if word.islower() and len(word) >= 6]
    keywords = draw.sample(told, min(len(told), draw.randint(1, 3)))
    genre = row["genre"] if draw.random() < 0.6 else None
    return Cue(genre, row["cue"].get("character"), tuple(dict.fromkeys(keywords)) if draw.random() < 0.75 else ())


def imitate(
    rows: Sequence[dict[str, Any]], places: Sequence[Place], counts: dict[str, int], seed: int
) -> list[Generated]:
    """Passages of word and character chains, counted in the works that the detector is trained on.

    ``counts[split]`` for each of the three chains. They are as long as the places' human passages.
    """
    texts = places_of.learnt_texts(rows)
    draw = random.Random(seed)
    made: list[Generated] = []
    for name, chain in (
        ("markov-3", Markov(texts, 2)),
        ("markov-5", Markov(texts, 4)),
        ("characters-7", CharacterMarkov(texts, 6)),
    ):
        for split, count in counts.items():
            here = places_of.of_split(rows, places, split)
            for index in range(count):
                place = here[index % len(here)]
                text = chain.text(place.words, draw)
                if text and count_words(text) >= places_of.MIN_WORDS:
                    made.append(
                        Generated(place.row, place.start, name, name.split("-")[0], name, False, False, 0, text)
                    )
    return made


# -- the folder ------------------------------------------------------------------------------------


def read_generated(folder: Path) -> list[Generated]:
    """All generated passages of a folder, without repetitions."""
    found: dict[str, Generated] = {}
    for path in sorted(folder.glob("generated*.jsonl")):
        for one in read_file(path):
            found.setdefault(one.text, one)
    return list(found.values())


def read_file(path: Path) -> list[Generated]:
    """What ``write_generated`` wrote to one file."""
    return [Generated(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def write_generated(
    path: Path, batches: Iterator[list[Generated]], total: int, progress: Progress, done: int = 0
) -> None:
    """Append what comes, batch by batch; a batch is written whole. Raises ``Failure`` when the disk refuses."""
    try:
        with path.open("a", encoding="utf-8") as out:
            for number, batch in enumerate(batches, done + 1):
                _append(out, batch)
                progress(number / max(total, 1))
    except OSError as error:
        raise Failure(f"{path} could not be written: {error.strerror}.") from error


def _append(out: TextIO, batch: Sequence[Generated]) -> None:
    out.write("".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in batch))
    out.flush()


def jobs_done(path: Path) -> int:
    """How many jobs of a file are complete; kept beside it, because a job can end without a usable passage."""
    try:
        return int(path.with_suffix(".done").read_text())
    except (OSError, ValueError):
        return 0


def counted(path: Path, batches: Iterator[list[Generated]], done: int) -> Iterator[list[Generated]]:
    """The batches; remembers how many were taken up."""
    for number, batch in enumerate(batches, done + 1):
        yield batch
        path.with_suffix(".done").write_text(str(number))


def tally(rows: Sequence[dict[str, Any]], places: Sequence[Place], made: Sequence[Generated]) -> dict[str, Any]:
    """How many of each there are: by split, form, generator and recipe."""
    return {
        "human": dict(Counter(f"{rows[p.row]['split']} {rows[p.row]['form']}" for p in places)),
        "generated": dict(Counter(f"{rows[g.row]['split']} {rows[g.row]['form']}" for g in made)),
        "generator": dict(Counter(g.generator for g in made)),
        "recipe": dict(Counter(g.recipe for g in made)),
        "cue": sum(g.cue for g in made),
        "guided": sum(g.guided and g.cue for g in made),
    }


def stable_seed(*parts: object) -> int:
    """A seed that is the same in every run."""
    return zlib.crc32(" ".join(map(str, parts)).encode())
