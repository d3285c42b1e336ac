"""The generator from the other side: for each place of an unseen author, what the program writes there and what the
author wrote, both of one length. Judges that never rank say whether they can tell, with and without ranking by score.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.realism.fit import Example, Table
from scriptwriter.realism.model import RealismModel
from scriptwriter.realism.normal import count_words, sentence_ends
from scriptwriter.realism.suitable import MIN_WORDS
from scriptwriter.services import realism_data, realism_places
from scriptwriter.services.realism_data import Job
from scriptwriter.services.realism_places import Place
from scriptwriter.services.realism_recipes import PRODUCT
from scriptwriter.services.realism_tables import StatsStore, generated_example, human_example

FILE = "pairs.jsonl"
#: Of so many passages for a place the one with the best score is taken when they are ranked.
BEST_OF = 4
#: The window's passages are about as long.
_MOST_WORDS = 105


def pair_places(rows: Sequence[dict[str, Any]], places: Sequence[Place], count: int) -> list[Place]:
    """Places of the test authors, at most ``count``, each cut at a sentence end to the length of a suggestion."""
    cut = [_shortened(rows, place) for place in realism_places.of_split(rows, places, "test")]
    return [place for place in cut if place.words >= MIN_WORDS][:count]


def _shortened(rows: Sequence[dict[str, Any]], place: Place) -> Place:
    if place.words <= _MOST_WORDS:
        return place
    text = realism_places.text_at(rows, place)
    most = random.Random(f"{place.row}:{place.start}").randint(70, _MOST_WORDS)
    ends = [end for end in sentence_ends(text) if count_words(text[:end]) <= most]
    end = ends[-1] if ends else 0
    words = count_words(realism_places.told(text[:end], rows[place.row]["form"]))
    return replace(place, end=place.start + end, words=words)


def write_pairs(
    rows: Sequence[dict[str, Any]], places: Sequence[Place], folder: Path, entry: ModelEntry, cancel: CancelToken,
    progress: Callable[[float], None], threads: int = 0,
) -> None:  # fmt: skip
    """What the program writes at each place, ``BEST_OF`` passages; goes on where it was."""
    realism_data.write_jobs(folder / FILE, entry, entry.name, rows, _jobs(places), cancel, progress, threads)


def _jobs(places: Sequence[Place]) -> list[Job]:
    """Mixed, so that a run that was stopped has some of every author."""
    draw = random.Random(realism_data.stable_seed("pairs"))
    jobs = [
        Job(place, PRODUCT, draw.random() < 0.7, draw.random() < 0.3, draw.randrange(2**31), BEST_OF)
        for place in places
    ]
    draw.shuffle(jobs)
    return jobs


@dataclass(frozen=True, slots=True)
class Pairs:
    """By place: the human passage, and all that the program wrote there."""

    humans: list[Example]
    alternatives: list[list[Example]]

    def __len__(self) -> int:
        return len(self.humans)

    def texts(self) -> list[str]:
        """All that a model has to read."""
        return [one.text for one in (*self.humans, *(one for here in self.alternatives for one in here))]

    def with_stats(self, store: StatsStore) -> "Pairs":
        """The same pairs with what the model makes of them; those that it has not read are left out."""
        humans, generated = [], []
        for human, alternatives in zip(self.humans, self.alternatives, strict=True):
            read = [replace(one, stats=stats) for one in alternatives if (stats := store.get(one.text)) is not None]
            if read and (own := store.get(human.text)) is not None:
                humans.append(replace(human, stats=own))
                generated.append(read)
        return Pairs(humans, generated)

    def tables(self, model: RealismModel) -> Iterator[tuple[str, Table]]:
        """(name, human and generated passages): the first that came, then the best by the score."""
        humans, alternatives = _rows(model, self.humans), [_rows(model, here) for here in self.alternatives]
        best = [int(np.argmax(model.trees.log_odds(rows))) for rows in alternatives]
        for name, chosen in (("as they come", [0] * len(best)), (f"best of {BEST_OF} by the score", best)):
            examples = [here[at] for here, at in zip(self.alternatives, chosen, strict=True)]
            rows = [here[at] for here, at in zip(alternatives, chosen, strict=True)]
            yield name, Table(self.humans + examples, np.array([*humans, *rows]))


def read_pairs(rows: Sequence[dict[str, Any]], places: Sequence[Place], folder: Path) -> Pairs:
    """What ``write_pairs`` wrote for these places, those too short to judge left out; none where it wrote nothing."""
    path = folder / FILE
    made: dict[tuple[int, int], list[Example]] = defaultdict(list)
    for one in realism_data.read_file(path) if path.exists() else []:
        example = generated_example(rows, one)
        if example.words >= MIN_WORDS:
            made[one.row, one.start].append(example)
    kept = [place for place in places if made[place.row, place.start]]
    return Pairs([human_example(rows, place) for place in kept], [made[place.row, place.start] for place in kept])


def _rows(model: RealismModel, examples: Sequence[Example]) -> np.ndarray:
    """float[n, features] of examples that the model has read."""
    return np.array([model.row(one.text, one.stats) for one in examples if one.stats is not None])
