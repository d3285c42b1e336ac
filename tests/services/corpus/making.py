"""Small sources for the tests."""

import csv
import random
from collections.abc import Iterable, Sequence
from pathlib import Path

_WORDS = (
    "the harbour and a lantern of old rope in her coat was for with his boat not but they this have are at by the wind "
    "came over some stones while nobody looked after ships that left before winter under grey clouds again"
).split()


def sentence(seed: object, words: int = 12) -> str:
    draw = random.Random(str(seed))
    return " ".join(draw.choice(_WORDS) for _ in range(words)).capitalize() + "."


def prose(seed: object, words: int) -> str:
    return "\n\n".join(sentence(f"{seed} {number}", 20) for number in range(max(words // 20, 1)))


def script(seed: object, speeches: int, names: Sequence[str] = ("ANNA", "BEN")) -> str:
    blocks = [f"INT. HOUSE {seed} - DAY"]
    blocks += [f"{names[n % len(names)]}\n{sentence(f'{seed} {n}')}" for n in range(speeches)]
    return "\n\n".join(blocks) + "\n"


def table(path: Path, rows: Iterable[Sequence[object]], delimiter: str = ",") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def episodes(path: Path, count: int, lines: int = 20) -> Path:
    rows: list[Sequence[object]] = [("season", "episode", "character", "line")]
    for number in range(count):
        rows += [(1, number + 1, ("Anna", "Ben")[n % 2], sentence(f"{number} {n}")) for n in range(lines)]
    return table(path, rows)
