"""What is told about a corpus. It holds no texts but a few short examples, and goes to JSON and back."""

from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from scriptwriter.domain.corpus import Kind, Skipped, Split
from scriptwriter.domain.cue import Form
from scriptwriter.services.corpus.choices import Columns


@dataclass(frozen=True, slots=True)
class WorkSummary:
    """A work without its text. ``examples``: up to three beginnings of documents, 200 characters each."""

    title: str
    source: Path
    kind: Kind
    form: Form
    documents: int
    words: int
    scenes: int = 0
    genre: str | None = None
    language: str = ""
    split: Split = Split.TRAIN
    characters: tuple[tuple[str, int], ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KindCount:
    """How much of a corpus is of one kind."""

    works: int = 0
    documents: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class TableColumns:
    """How a table was read: all its columns, and which of them hold what."""

    source: Path
    kind: Kind
    names: tuple[str, ...]
    columns: Columns


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood. ``characters`` are (name, speeches) in all works, those who speak most first.

    ``languages`` are (key of ``languages.NAMES`` or "", words), most words first. ``held_out_works`` are titles.
    ``warnings`` are whole sentences.
    """

    documents: int = 0
    words: int = 0
    scenes: int = 0
    kinds: dict[Kind, KindCount] = field(default_factory=dict[Kind, KindCount])
    characters: tuple[tuple[str, int], ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    duplicates: int = 0
    skipped: tuple[Skipped, ...] = ()
    held_out_works: tuple[str, ...] = ()
    held_out_words: int = 0
    warnings: tuple[str, ...] = ()
    works: tuple[WorkSummary, ...] = ()
    tables: tuple[TableColumns, ...] = ()

    @property
    def held_out_share(self) -> float:
        """The share of all words that is held out, from 0 to 1."""
        return self.held_out_words / self.words if self.words else 0.0

    def to_json(self) -> dict[str, Any]:
        """Plain lists, dictionaries, strings and numbers."""
        return _plain(asdict(self))

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Understanding":
        """What ``to_json`` gave. Raises ``TypeError``, ``KeyError`` or ``ValueError`` for anything else."""
        known: dict[str, Any] = {one.name: data[one.name] for one in fields(cls)}
        typed: dict[str, Any] = {
            "kinds": {Kind(kind): KindCount(**count) for kind, count in data["kinds"].items()},
            "characters": _pairs(data["characters"]),
            "languages": _pairs(data["languages"]),
            "skipped": tuple(Skipped(**one | {"source": Path(one["source"])}) for one in data["skipped"]),
            "held_out_works": tuple(data["held_out_works"]),
            "warnings": tuple(data["warnings"]),
            "works": tuple(_work(one) for one in data["works"]),
            "tables": tuple(_table(one) for one in data["tables"]),
        }
        return cls(**known | typed)


def _pairs(found: list[list[Any]]) -> tuple[tuple[str, int], ...]:
    return tuple((str(name), int(count)) for name, count in found)


def _work(data: dict[str, Any]) -> WorkSummary:
    typed: dict[str, Any] = {
        "source": Path(data["source"]),
        "kind": Kind(data["kind"]),
        "form": Form(data["form"]),
        "split": Split(data["split"]),
        "characters": _pairs(data["characters"]),
        "examples": tuple(data["examples"]),
    }
    return WorkSummary(**data | typed)


def _table(data: dict[str, Any]) -> TableColumns:
    columns = Columns(**data["columns"] | {"group": tuple(data["columns"]["group"])})
    return TableColumns(Path(data["source"]), Kind(data["kind"]), tuple(data["names"]), columns)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (Path, StrEnum)):
        return str(value)
    return value
