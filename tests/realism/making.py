"""Small texts, token statistics and a score's model, all made here."""

import random
from dataclasses import replace

import numpy as np

from scriptwriter.domain.tokens import TokenStats
from scriptwriter.realism import evidence, features
from scriptwriter.realism.calibration import BANDS, GRID, Calibration
from scriptwriter.realism.classifier import Trees
from scriptwriter.realism.evidence import Evidence
from scriptwriter.realism.fit import Example
from scriptwriter.realism.lexicon import Lexicon
from scriptwriter.realism.model import RealismModel
from scriptwriter.realism.usage import count_usage

OPENINGS = "The keeper|My aunt|Nobody there|A tall man|The old clerk|Her brother|Every child|The vicar".split("|")
MIDDLES = "had never seen|would not speak of|was afraid to open|went back for|had lost|could not mend|asked for".split(
    "|"
)
ENDS = "the brass key|a letter from the island|his winter coat|the second boat|that door|what they had left".split("|")
TAILS = ["", " before it was dark", " and said nothing", ", as anyone could see", " until the rain had stopped"]


#: A paragraph in the manner of an old novel, as the shipped score has learnt it.
OLD = (
    "The old clerk had never in his life been late at the office, and it was therefore with some astonishment that the "
    "porter saw him come slowly up the steps at a quarter past ten, without his hat, and with the air of a man who has "
    "forgotten upon what errand he was sent. He made no answer to the good morning that was wished him; he only laid "
    "the brass key upon the table, looked at it for a while, and went away again into the rain."
)


def prose(words: int, seed: int = 1) -> str:
    """Sentences of an English kind, at least so many words."""
    draw = random.Random(seed)
    found: list[str] = []
    while sum(len(sentence.split()) for sentence in found) < words:
        found.append(f"{draw.choice(OPENINGS)} {draw.choice(MIDDLES)} {draw.choice(ENDS)}{draw.choice(TAILS)}.")
    return " ".join(found)


def stats(count: int, seed: int = 1, likely: float = 0.0) -> TokenStats:
    """Statistics of ``count`` tokens; ``likely`` is added to each log probability."""
    draw = np.random.default_rng(seed)
    entropy = draw.uniform(1.0, 5.0, count)
    log_p = np.minimum(-entropy + likely + draw.normal(0, 1.5, count), -0.001)
    return TokenStats(
        tuple(range(count)),
        tuple(log_p.tolist()),
        tuple(np.floor(np.expm1(-log_p)).astype(int).tolist()),
        tuple(entropy.tolist()),
        tuple(draw.uniform(0.5, 4.0, count).tolist()),
    )


def trees() -> Trees:
    """One tree: a curvature above 0.1 nats a token speaks against human writing."""
    asked = features.NAMES.index("curvature_mean")
    return Trees(
        feature=np.array([[asked, -1, -1]]),
        threshold=np.array([[0.1, 0.0, 0.0]]),
        left=np.array([[1, 0, 0]]),
        right=np.array([[2, 0, 0]]),
        value=np.array([[0.0, 1.5, -1.5]]),
        base=0.25,
    )


def model(sources: tuple[str, ...] = ("known",)) -> RealismModel:
    """A score's model that looks at one thing."""
    curve = np.tile(np.clip(1 / (1 + np.exp(-GRID)), 0.01, 0.99), (len(BANDS), 1))
    calibration = Calibration(curve, np.maximum(curve - 0.1, 0.0), np.minimum(curve + 0.1, 1.0))
    nothing = np.zeros(evidence.SIZE)
    return RealismModel(
        Lexicon(np.zeros(0, np.uint32), np.zeros(0, np.uint8)),
        count_usage([]),
        Evidence(nothing, nothing, (0.0, 0.0)),
        trees(),
        calibration,
        sources,
    )


def with_curves(known: RealismModel) -> RealismModel:
    """A score's model with the curves of the one above."""
    return replace(known, calibration=model().calibration)


def examples(count: int = 240) -> list[Example]:
    """Passages of both kinds that differ: generated ones are likelier and say ``village`` again and again."""
    found = []
    for index in range(count):
        human = index % 2 == 0
        text = prose(60 + index % 90, index)
        if not human:
            text = text.replace("door", "village").replace("letter", "village")
        found.append(
            Example(
                text,
                human,
                ("train", "train", "calibration", "test")[index // 2 % 4],
                f"author {index // 2 % 12}",
                "prose" if index % 5 else "script",
                stats(len(text.split()) + 20, index, 0.0 if human else 0.8),
                generator="" if human else "starter",
                family="" if human else ("product", "repetition", "markov")[index // 2 % 3],
                place=str(index // 2),
            )
        )
    return found
