"""How much a passage reads like human writing, as values that the window, the command line and a cache can hold."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What came of judging a passage."""

    SCORED = "scored"
    TOO_SHORT = "too_short"
    UNSUITABLE = "unsuitable"
    NOT_CALIBRATED = "not_calibrated"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that moved a score. ``effect`` in nats of log odds; above 0 it speaks for human writing."""

    name: str
    value: float
    effect: float


@dataclass(frozen=True, slots=True)
class Score:
    """``value`` from 0 to 100 (100: reads like human writing) with its likely range; None where there can be none.

    ``note`` says in a few words why there is no score. ``reasons``: the strongest first.
    """

    verdict: Verdict
    value: int | None = None
    low: int | None = None
    high: int | None = None
    reasons: tuple[Reason, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A score and its place in the text, in characters; ``words`` counts what was judged."""

    start: int
    end: int
    words: int
    score: Score
