"""Which one is better, without knowing which is which: pairs of passages for the same place, picked by the writer.

Two of three write: one model, another one, the author. What is shown as A and as B is drawn anew for each pair, both
are cut to the same length at the end of a sentence, and nothing says where they come from until the count is shown.
"""

import math
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.domain.passage import Passage
from scriptwriter.engine.protocol import Engine
from scriptwriter.services.continuation import continue_text
from scriptwriter.services.evaluation import Place, read_places
from scriptwriter.services.wishes import Wishes

PAIRS = 10
#: Fewer pairs than this can decide nothing, whatever is picked.
LEAST_PAIRS = 4
_MAX_WORDS = 80
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*(?=\s|$)")
_Z = 1.96  # 95 %

Progress = Callable[[float], None]


class Choice(StrEnum):
    """What the writer picks."""

    A = "a"
    B = "b"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages for one place. ``from_first``: whether A comes from the first of the two that are compared."""

    place: Place
    a: str
    b: str
    from_first: bool


@dataclass(slots=True)
class Count:
    """What was picked so far. ``first`` and ``second`` are what is compared, by name."""

    first: str
    second: str
    wins: int = 0
    losses: int = 0
    ties: int = 0
    picked: list[Choice] = field(default_factory=list)

    def take(self, pair: Pair, choice: Choice) -> None:
        """Count one pick."""
        self.picked.append(choice)
        if choice is Choice.NEITHER:
            self.ties += 1
        elif (choice is Choice.A) == pair.from_first:
            self.wins += 1
        else:
            self.losses += 1

    @property
    def share(self) -> float | None:
        """How often the first one was picked where one was; None before that."""
        decided = self.wins + self.losses
        return self.wins / decided if decided else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of that share; all of 0 to 1 before anything was picked."""
        return wilson(self.wins, self.wins + self.losses)


def wilson(successes: int, total: int) -> tuple[float, float]:
    """Wilson's score interval (1927), 95 %; (0, 1) for nothing."""
    if not total:
        return 0.0, 1.0
    share, square = successes / total, _Z**2 / total
    middle = share + square / 2
    spread = _Z * math.sqrt(share * (1 - share) / total + square / (4 * total))
    return max((middle - spread) / (1 + square), 0.0), min((middle + spread) / (1 + square), 1.0)


def needed(total: int) -> int | None:
    """How many of so many decided picks have to go one way until the interval leaves one half; None: no number does."""
    return next((wins for wins in range(total // 2, total + 1) if wilson(wins, total)[0] > 0.5), None)


def find_places(
    sources: Sequence[Path], count: int, seed: int, held_out: bool = False, cancel: CancelToken | None = None
) -> list[Place]:
    """Places for a comparison. Raises ``BadInput`` for texts that are too short, ``Failure`` when cancelled."""
    places = read_places(sources, count, seed, held_out, cancel)
    if len(places) < LEAST_PAIRS:
        raise BadInput(f"These texts are too short: {LEAST_PAIRS} places are needed, and they have {len(places)}.")
    return places


def passages(engine: Engine, places: Sequence[Place], seed: int, cancel: CancelToken, progress: Progress) -> list[str]:
    """What a model writes in each place. Raises ``Failure`` when cancelled."""
    found = []
    for number, place in enumerate(places):
        wishes = Wishes(
            genre=place.genre or "",
            character=place.character,
            keywords=place.keywords,
            max_words=_MAX_WORDS,
            sampling={"seed": seed + number},
        )
        updates = continue_text(engine, place.context, wishes, cancel, place.form)
        text = next((update.text for update in updates if isinstance(update, Passage)), "")
        if cancel.is_set():
            raise Failure("The comparison was cancelled.")
        found.append(text)
        progress((number + 1) / len(places))
    return found


def pair_up(places: Sequence[Place], first: Sequence[str], second: Sequence[str], seed: int) -> Iterator[Pair]:
    """Pairs in the order of the places, A and B drawn; places where one side has nothing are left out.

    Raises ``BadInput`` when nothing is left.
    """
    draw = random.Random(seed)
    made = 0
    for place, *texts in zip(places, first, second, strict=True):
        from_first = draw.random() < 0.5
        one, other = _alike(*texts)
        if not one or not other:
            continue
        made += 1
        yield Pair(place, one if from_first else other, other if from_first else one, from_first)
    if not made:
        raise BadInput("Nothing was written that could be compared.")


def _alike(one: str, other: str) -> tuple[str, str]:
    """Both cut to the shorter one's length, at the end of a sentence where there is one: length gives nothing away."""
    words = min(len(one.split()), len(other.split()))
    return _cut(one, words), _cut(other, words)


def _cut(text: str, words: int) -> str:
    text = text.strip()
    starts = [match.end() for match in re.finditer(r"\S+", text)]
    if len(starts) <= words:
        return text
    limit = starts[words - 1]
    ends = [match.end() for match in _SENTENCE_END.finditer(text, 0, limit)]
    return text[: ends[-1]] if ends and ends[-1] > limit / 2 else text[:limit] + " …"
