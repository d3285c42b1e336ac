"""The files of a corpus: what was chosen, with all that lies in chosen folders."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from scriptwriter.domain.corpus import Skipped
from scriptwriter.domain.errors import BadInput
from scriptwriter.services import convert
from scriptwriter.services.atomic import reason
from scriptwriter.services.corpus import tables

SUFFIXES = (*convert.READERS, *tables.SUFFIXES)


def find(sources: Sequence[Path]) -> tuple[list[Path], list[Skipped]]:
    """The files to read, absolute, each once: those of a folder by their names, hidden ones left out.

    Raises ``BadInput`` for a path that leads nowhere, or a folder that cannot be opened.
    """
    found: dict[Path, None] = {}
    skipped: list[Skipped] = []
    for given in sources:
        source = given.expanduser().absolute()
        others: list[str] = []
        for path in _files(source):
            if path.suffix.lower() in SUFFIXES:
                found[path] = None
            else:
                others.append(path.name)
        if others:
            skipped.append(Skipped(source, f"only {', '.join(SUFFIXES)} are read", len(others), others[0]))
    return list(found), skipped


def _files(source: Path) -> list[Path]:
    try:
        if source.is_file():
            return [source]
        if source.is_dir():
            return sorted(_inside(source))
        if source.exists():
            raise BadInput(f"{source} is neither a file nor a folder.")
    except OSError as error:
        raise BadInput(f"{source} cannot be read: {reason(error)}.") from error
    raise BadInput(f"There is nothing at {source}.")


def _inside(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        # A folder within that may not be opened is like one that is not there; the chosen one is not.
        if error.filename == str(folder):
            raise error

    for root, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(root, name)
            if not name.startswith((".", "~$")) and path.is_file():
                yield path
