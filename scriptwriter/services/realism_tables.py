"""What was made in a data folder, as examples: text, origin, and what the language model makes of it.

Token statistics are kept in the folder in numpy files, by the text's hash, so that a stopped run goes on.
"""

import contextlib
import hashlib
import random
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import Failure
from scriptwriter.domain.tokens import TokenStats
from scriptwriter.engine.protocol import Engine
from scriptwriter.realism.fit import Example
from scriptwriter.realism.lexicon import Lexicon, count_authors
from scriptwriter.realism.normal import normalise
from scriptwriter.realism.usage import Usage, read_usage
from scriptwriter.services import paths, realism_places
from scriptwriter.services.realism_data import Generated, read_generated
from scriptwriter.services.realism_model import MODEL_FILE
from scriptwriter.services.realism_recipes import recipe

Progress = Callable[[float], None]
_SHARD = 200
_TOKENS = 16
USAGE_FILE = "usage.npz"


def key_of(text: str) -> str:
    """By what a text's statistics are found again."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:_TOKENS]


class StatsStore:
    """Token statistics by text, in shards of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, TokenStats] = {}
        for path in sorted(folder.glob("stats-*.npz")):
            self._read(path)

    def __contains__(self, text: str) -> bool:
        return key_of(text) in self._known

    def get(self, text: str) -> TokenStats | None:
        """A text's statistics, if it was scored."""
        return self._known.get(key_of(text))

    def add(self, texts: Sequence[str], found: Sequence[TokenStats]) -> None:
        """Keep some more, in a file of their own."""
        for text, stats in zip(texts, found, strict=True):
            self._known[key_of(text)] = stats
        columns: dict[str, Any] = {
            "starts": np.concatenate([np.array(s.starts, dtype=np.int32) for s in found]),
            "rank": np.concatenate([np.array(s.rank, dtype=np.int32) for s in found]),
            **{
                name: np.concatenate([np.array(getattr(s, name), dtype=np.float32) for s in found])
                for name in ("log_p", "entropy", "variance")
            },
        }
        number = len(list(self._folder.glob("stats-*.npz")))
        keys = np.array([key_of(text) for text in texts])
        np.savez(
            self._folder / f"stats-{number:05d}.npz", keys=keys, lengths=np.array([len(s) for s in found]), **columns
        )

    def _read(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as arrays:
            data = {name: arrays[name].tolist() for name in arrays.files}
        at = 0
        for key, length in zip(data["keys"], data["lengths"], strict=True):
            part = slice(at, at + length)
            self._known[key] = TokenStats(
                *(tuple(data[name][part]) for name in ("starts", "log_p", "rank", "entropy", "variance"))
            )
            at += length


def examples_of(rows: Sequence[dict[str, Any]], folder: Path) -> list[Example]:
    """All passages of a data folder, human and generated, without statistics, mixed in a fixed order."""
    found = [human_example(rows, place) for place in realism_places.read_places(folder / "human.jsonl")]
    found += [generated_example(rows, one) for one in read_generated(folder)]
    found = [one for one in found if one.words >= realism_places.MIN_WORDS]
    random.Random(5).shuffle(found)
    return found


def human_example(rows: Sequence[dict[str, Any]], place: realism_places.Place) -> Example:
    """A human passage as it is judged."""
    row = rows[place.row]
    text = realism_places.told(realism_places.text_at(rows, place), row["form"])
    return Example(
        text, True, row["split"], row["author"], row["form"], place=f"{place.row}:{place.start}",
        extra={"genre": row["genre"], "work": row["work"]},
    )  # fmt: skip


def generated_example(rows: Sequence[dict[str, Any]], one: Generated) -> Example:
    """A generated passage as it is judged."""
    row = rows[one.row]
    known = recipe(one.recipe)
    # Chains write lines without a layout.
    text = realism_places.told(one.text, row["form"]) if known else normalise(one.text)
    return Example(
        text,
        human=False, split=row["split"], author=row["author"], form=row["form"], generator=one.generator,
        family=known.family if known else one.family, recipe=one.recipe, cue=one.cue, place=f"{one.row}:{one.start}",
        extra={"index": one.index, "genre": row["genre"]},
    )  # fmt: skip


def score_texts(
    engine: Engine, texts: Sequence[str], store: StatsStore, cancel: CancelToken, progress: Progress
) -> None:
    """Let the model read what is not in the store yet; what was read before a cancellation is kept."""
    missing = [text for text in dict.fromkeys(texts) if text not in store]
    for start in range(0, len(missing), _SHARD):
        part = missing[start : start + _SHARD]
        found = engine.score(part, cancel)
        if found:
            store.add(part[: len(found)], found)
        if cancel.is_set():
            return
        progress((start + len(part)) / len(missing))


def with_stats(examples: Sequence[Example], store: StatsStore) -> list[Example]:
    """The examples with the statistics that there are."""
    return [replace(one, stats=store.get(one.text)) for one in examples]


def author_lexicon(rows: Sequence[dict[str, Any]]) -> tuple[Lexicon, dict[str, int]]:
    """The lexicon of the training authors, and their numbers in it."""
    train = [row for row in rows if row["split"] == "train"]
    numbers = {author: index for index, author in enumerate(sorted({row["author"] for row in train}))}
    lexicon = count_authors((numbers[row["author"]], row["context"] + row["passage"]) for row in train)
    return lexicon, numbers


def word_usage(folder: Path) -> Usage:
    """Counts of a large body of writing: the data folder's ``usage.npz``, or those of the score that is shipped.

    Raises ``Failure`` when there are none.
    """
    for path in (folder / USAGE_FILE, paths.models_dir() / MODEL_FILE):
        with contextlib.suppress(OSError, ValueError, KeyError, zipfile.BadZipFile), np.load(path) as arrays:
            return read_usage(arrays)
    raise Failure(f"{folder / USAGE_FILE} is missing: make it with packaging/dev/word_usage.py.")
