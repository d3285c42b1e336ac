"""What the user changes about how a corpus is understood. Everything has a default: nothing must be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scriptwriter.domain.corpus import Kind, Split
from scriptwriter.domain.cue import Form


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table hold what, by their names in its first row; empty: there is none.

    ``text`` is the line, quote or message. ``source`` is what quotes are from, ``group`` the columns whose values
    tell one work's rows from the next one's. A table without a first row of names has "column 1", "column 2", …
    """

    text: str = ""
    character: str = ""
    source: str = ""
    date: str = ""
    group: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """All columns that are used."""
        return tuple(name for name in (self.text, self.character, self.source, self.date, *self.group) if name)


@dataclass(frozen=True, slots=True)
class Choices:
    """Changes to what is understood by itself. Paths as ``sources.find`` gives them: absolute.

    ``names`` gives characters another name ("ERIC" → "CARTMAN"), whatever their capitals. ``genres``, ``kinds`` and
    ``columns`` are by source, ``genre`` counts for sources without one of their own. ``forms`` and ``splits`` are by
    the work's title, ``form`` counts for works without a form of their own.
    """

    excluded_works: frozenset[str] = frozenset()
    excluded_sources: frozenset[Path] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    kinds: Mapping[Path, Kind] = field(default_factory=dict[Path, Kind])
    genre: str | None = None
    genres: Mapping[Path, str] = field(default_factory=dict[Path, str])
    columns: Mapping[Path, Columns] = field(default_factory=dict[Path, Columns])
    form: Form | None = None
    forms: Mapping[str, Form] = field(default_factory=dict[str, Form])
    splits: Mapping[str, Split] = field(default_factory=dict[str, Split])
    seed: int = 1

    def genre_of(self, source: Path) -> str | None:
        """The genre that a source was given."""
        return self.genres.get(source) or self.genre

    def aliases(self) -> dict[str, str]:
        """Characters' merged names, all in upper case; aliases of aliases are followed."""
        direct = {alias.strip().upper(): name.strip().upper() for alias, name in self.names.items()}
        return {alias: _followed(direct, alias) for alias in direct}


def _followed(direct: Mapping[str, str], name: str) -> str:
    seen: set[str] = set()
    while name in direct and name not in seen:
        seen.add(name)
        name = direct[name]
    return name
