"""Where passages are taken from: places in held-out works, cut at sentence ends, without overlap.

The held-out file has one work's text before a passage, and the passage. More passages are cut out of the text
before it. Only positions are kept, so that what is written to the disk holds nothing of the works themselves.
"""

import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.script import ElementKind
from scriptwriter.formats.fountain import LineClassifier
from scriptwriter.realism.normal import count_words, normalise, sentence_ends

SPLITS = ("train", "calibration", "test")
MIN_WORDS, MAX_WORDS = 25, 300
#: Share of passages by their length in words: most are as long as a speech or a paragraph.
LENGTHS = (((25, 49), 0.06), ((50, 74), 0.31), ((75, 124), 0.35), ((125, 199), 0.19), ((200, 290), 0.09))
#: So many words stand before a place at least: a model has to see what it continues.
_LEAD_WORDS = 50
_SHINGLE = 7
#: What is left of a script when names, headings and asides are taken out.
_TOLD = frozenset({ElementKind.ACTION, ElementKind.DIALOGUE, ElementKind.LYRICS, ElementKind.CENTERED})


@dataclass(frozen=True, slots=True)
class Place:
    """A human passage: ``start`` and ``end`` in characters of a row's context and passage put together."""

    row: int
    start: int
    end: int
    words: int


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The held-out rows. Raises ``BadInput`` for a file that is none."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for row in rows:
            _ = row["form"], row["author"], row["context"] + row["passage"], SPLITS.index(row["split"])
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadInput(f"{path} is no file of held-out passages ({type(error).__name__}).") from error
    return rows


def told(text: str, form: Form | str) -> str:
    """A passage as it is judged: of a script only speeches and action; one normalised line."""
    if form == Form.SCRIPT:
        lines = LineClassifier(text.strip("\n").split("\n"))
        text = "\n".join(line for line, kind in zip(lines.lines, lines.kinds, strict=True) if kind in _TOLD)
    return normalise(text)


def cut_places(rows: Sequence[dict[str, Any]], limits: dict[str, int], seed: int = 5) -> list[Place]:
    """Human passages of every split, at most ``limits[split]`` of each; all authors get alike many, scripts first."""
    draw = random.Random(seed)
    seen: dict[str, set[int]] = defaultdict(set)
    found: dict[tuple[str, str, str], list[Place]] = defaultdict(list)
    order = list(range(len(rows)))
    draw.shuffle(order)
    for number in order:
        row = rows[number]
        for place in _cut(number, row["context"] + row["passage"], row["form"], draw):
            if _is_new(text_at(rows, place), seen[row["work"]]):
                found[row["split"], row["form"], row["author"]].append(place)
    return [place for split in SPLITS for place in _share(found, split, limits.get(split, 0))]


def of_split(rows: Sequence[dict[str, Any]], places: Sequence[Place], split: str) -> list[Place]:
    """Those in works of a split."""
    return [place for place in places if rows[place.row]["split"] == split]


def learnt_texts(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Prose of the works that the detector is trained on, normalised: what imitations are made of."""
    return [
        normalise(row["context"] + row["passage"])
        for row in rows
        if row["split"] == "train" and row["form"] == Form.PROSE
    ]


def text_at(rows: Sequence[dict[str, Any]], place: Place) -> str:
    """The human passage at a place."""
    return (rows[place.row]["context"] + rows[place.row]["passage"])[place.start : place.end]


def before(rows: Sequence[dict[str, Any]], place: Place, words: int) -> str:
    """The last words before a place, from the beginning of one of them."""
    text = (rows[place.row]["context"] + rows[place.row]["passage"])[: place.start]
    parts = text.rsplit(None, words)
    return text if len(parts) <= words else text[len(parts[0]) :].lstrip()


def _cut(number: int, whole: str, form: str, draw: random.Random) -> list[Place]:
    """Passages one after the other, each ending where the sentence nearest to its drawn length ends."""
    ends = sentence_ends(whole)
    start = next((end for end in ends if count_words(whole[:end]) >= _LEAD_WORDS), None)
    found = []
    while start is not None:
        target = draw_length(draw)
        candidates = [end for end in ends if end > start]
        end = next((e for e in candidates if count_words(whole[start:e]) >= target), None)
        if end is None:
            return found
        words = count_words(told(whole[start:end], form))
        if MIN_WORDS <= words <= MAX_WORDS:
            found.append(Place(number, start, end, words))
        start = end
    return found


def draw_length(draw: random.Random) -> int:
    """A length in words, by the wanted shares."""
    low, high = draw.choices([band for band, _ in LENGTHS], [share for _, share in LENGTHS])[0]
    return draw.randint(low, high)


def _is_new(text: str, seen: set[int]) -> bool:
    """Whether a passage shares no run of words with an earlier one of its work; the rows' contexts overlap."""
    words = text.split()
    runs = {hash(tuple(words[i : i + _SHINGLE])) for i in range(max(len(words) - _SHINGLE + 1, 1))}
    fresh = len(runs & seen) <= 2
    if fresh:
        seen |= runs
    return fresh


def _share(found: dict[tuple[str, str, str], list[Place]], split: str, limit: int) -> list[Place]:
    """One of every author in turn, twice as often from scripts, until there are enough."""
    queues = [places[:] for key, places in sorted(found.items()) if key[0] == split for _ in (0,)]
    forms = [key[1] for key in sorted(found) if key[0] == split]
    chosen: list[Place] = []
    while len(chosen) < limit and any(queues):
        for queue, form in zip(queues, forms, strict=True):
            for _ in range(2 if form == Form.SCRIPT else 1):
                if queue and len(chosen) < limit:
                    chosen.append(queue.pop())
    return chosen


def write_places(path: Path, places: Sequence[Place]) -> None:
    """Positions only, a JSON object a line."""
    path.write_text("".join(json.dumps(asdict(place)) + "\n" for place in places), encoding="utf-8")


def read_places(path: Path) -> list[Place]:
    """What ``write_places`` wrote."""
    return [Place(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]
