"""The corpus as a memory-mapped table of passages: read once, kept in the run's folder, larger than memory if need be.

Two files: ``passages.arrow`` (text, form, genre, speaker, keyword candidates, where its tokens begin) and
``tokens.bin`` (int32, all documents one after the other). A passage's context is the stretch of tokens between its
document's beginning and its own.
"""

import hashlib
import json
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from scriptwriter.domain.corpus import Split
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.services.training_job import Job
from scriptwriter.training.tiling import Passage, tile, tile_speeches

DOCUMENTS = "documents.jsonl"
#: Keyword candidates kept for each passage; cues draw up to three of them.
CANDIDATES = 6
_CHUNK = 256  # passages that YAKE gets at once

Progress = Callable[[int, int], None]
Tokenize = Callable[[str], list[int]]


@dataclass(slots=True)
class Row:
    """A passage on its way into the table."""

    passage: Passage
    work: str
    held_out: bool
    form: str
    genre: str
    learn: bool
    document: int
    kind: str = ""


@dataclass(slots=True)
class Table:
    """All passages. ``rows`` is a ``datasets.Dataset``; the arrays stand for its columns that are used most.

    ``tokens`` int32[all]; for passage i, ``begin[i]`` and ``end[i]`` are its tokens and ``document[i]`` where its
    document's tokens begin. ``learn``: bool, whether it is an example (all, unless characters were named).
    """

    rows: Any
    tokens: np.ndarray
    begin: np.ndarray
    end: np.ndarray
    document: np.ndarray
    held_out: np.ndarray
    learn: np.ndarray

    def examples(self, held_out: bool, speaker: str = "") -> np.ndarray:
        """Indices of the passages to learn (or to hold out), of one character if asked."""
        chosen = self.learn & (self.held_out == held_out)
        if speaker:
            chosen &= np.array(self.rows["speaker"]) == speaker
        return np.flatnonzero(chosen)

    def count(self, indices: np.ndarray) -> int:
        """Tokens in these passages."""
        return int((self.end - self.begin)[indices].sum())


def evenly(passages: np.ndarray, most: int) -> np.ndarray:
    """At most so many of some passages (indices), taken at even distances."""
    return passages[np.linspace(0, len(passages) - 1, min(len(passages), most)).astype(int)]


def read_documents(folder: Path) -> Iterator[dict[str, Any]]:
    """The corpus, one document at a time. Raises ``BadInput``."""
    path = folder / DOCUMENTS
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                try:
                    document = json.loads(line)
                    Form(document["form"])
                    Split(document["split"])
                    if not isinstance(document["text"], str):
                        raise TypeError("text")
                except (ValueError, KeyError, TypeError) as error:
                    raise BadInput(f"{path}, line {number}, is no document of a corpus ({error}).") from error
                yield document
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not in UTF-8.") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from error


def _passages(job: Job) -> Iterator[Row]:
    """All rows, document by document."""
    characters = {name.upper() for name in job.characters}
    number = 0
    for document in read_documents(Path(job.corpus)):
        form = Form(job.form or document["form"])
        text = document["text"]
        if characters and form is not Form.SCRIPT:
            continue
        seed = int.from_bytes(hashlib.blake2b(f"{job.seed}:{number}".encode(), digest_size=8).digest(), "little")
        parts = tile_speeches(text) if characters else tile(text, form, seed)
        held_out = document["split"] == Split.HELD_OUT
        for passage in parts:
            learn = not characters or passage.speaker in characters
            yield Row(passage, document["work"], held_out, form, document.get("genre") or "", learn, number)
        number += 1


def candidates(task: tuple[str, str]) -> list[str]:
    """Keyword candidates of a passage, the most telling first. ``task``: its text and its speaker."""
    from scriptwriter.services.keywords import propose

    text, speaker = task
    return [keyword.text for keyword in propose(text, CANDIDATES, [speaker] if speaker else [])]


def build(job: Job, tokenize: Tokenize, threads: int, progress: Progress) -> Table:
    """Read, cut, tokenize and find keywords; an older table of the same run is used again. Raises ``BadInput``."""
    folder = Path(job.work) / "data"
    done = folder / "complete"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _write(job, folder, tokenize, threads, progress)
        done.touch()
    return open_table(folder)


def _write(job: Job, folder: Path, tokenize: Tokenize, threads: int, progress: Progress) -> None:
    from datasets import Features, Value
    from datasets.arrow_writer import ArrowWriter

    total = sum(1 for _ in _passages(job))
    if not total:
        raise BadInput("The corpus has no text that could be learned.")
    features = Features(
        {
            "text": Value("large_string"),
            "work": Value("string"),
            "form": Value("string"),
            "genre": Value("string"),
            "speaker": Value("string"),
            "keywords": Value("string"),  # JSON: strings need no lists of lists in Arrow
            "held_out": Value("bool"),
            "learn": Value("bool"),
            "begin": Value("int64"),
            "end": Value("int64"),
            "document": Value("int64"),
        }
    )
    at, first, last = 0, 0, -1
    with (
        ArrowWriter(features=features, path=str(folder / "passages.arrow")) as writer,
        (folder / "tokens.bin").open("wb") as file,
    ):
        for done, (row, words) in enumerate(_with_keywords(job, threads), 1):
            if row.document != last:
                first, last = at, row.document
            tokens = np.array(tokenize(row.passage.text), dtype=np.int32)
            file.write(tokens.tobytes())
            writer.write(
                {
                    "text": row.passage.text,
                    "work": row.work,
                    "form": row.form,
                    "genre": row.genre,
                    "speaker": row.passage.speaker,
                    "keywords": json.dumps(words, ensure_ascii=False),
                    "held_out": row.held_out,
                    "learn": row.learn,
                    "begin": at,
                    "end": at + len(tokens),
                    "document": first,
                }
            )
            at += len(tokens)
            if done % 50 == 0 or done == total:
                progress(done, total)
        writer.finalize()


def _with_keywords(job: Job, threads: int) -> Iterator[tuple[Row, list[str]]]:
    """Rows with their candidates, in order; YAKE runs in processes of its own, which know no torch."""
    rows = _passages(job)
    if threads < 2:
        yield from ((row, candidates((row.passage.text, row.passage.speaker)) if row.learn else []) for row in rows)
        return
    with ProcessPoolExecutor(threads, mp_context=multiprocessing.get_context("spawn")) as pool:
        while chunk := _take(rows, _CHUNK * threads):
            tasks = [(row.passage.text, row.passage.speaker) for row in chunk if row.learn]
            found = iter(pool.map(candidates, tasks, chunksize=16))
            for row in chunk:
                yield row, next(found) if row.learn else []


def _take(rows: Iterator[Row], count: int) -> list[Row]:
    return [row for _, row in zip(range(count), rows, strict=False)]


def open_table(folder: Path) -> Table:
    """Map a finished table into memory."""
    from datasets import Dataset

    rows = Dataset.from_file(str(folder / "passages.arrow"))
    path = folder / "tokens.bin"
    # An empty file cannot be mapped.
    tokens = np.memmap(path, dtype=np.int32, mode="r") if os.path.getsize(path) else np.zeros(0, dtype=np.int32)
    columns = [np.array(rows[name]) for name in ("begin", "end", "document", "held_out", "learn")]
    return Table(rows, tokens, *columns)
