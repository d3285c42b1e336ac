"""Adding a model from the hub: look it up, download it, open it once, enter it in the writer's list.

What is opened is still the download's part: a file that cannot be used, or harms the process that opens it, never gets
its name, and is deleted.
"""

import re
from pathlib import Path

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadModel, EngineDied, ScriptwriterError
from scriptwriter.domain.generation import ModelFormat, ModelInfo
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.services import download, models
from scriptwriter.services.download import Unfinished
from scriptwriter.services.hub import HubFile, Repository
from scriptwriter.services.part import (
    PART,
    Progress,
    Source,
    Stage,
    Tell,
    beside,
    forget,
    raise_if_stopped,
    size_of,
    size_words,
)
from scriptwriter.services.quantization import this_machine


def source_of(repository: Repository, file: HubFile) -> Source:
    """What is to be downloaded for a file of a repository."""
    return Source(
        url=repository.address(file),
        sha256=file.sha256,
        size=file.size,
        repository=repository.name,
        revision=repository.revision,
        file=file.path,
        licence=repository.licence,
    )


def add(
    source: Source, cancel: CancelToken, tell: Tell, format: ModelFormat | None = None, title: str = ""
) -> ModelEntry:
    """Download a model and enter it; one that is there already, or half of it, is not downloaded again.

    Raises ``BadInput`` or ``Failure`` with one line; what was downloaded by then is kept, and the next ``add`` of the
    same source goes on with it.
    """
    if (known := already_there(source)) is not None:
        return known
    _check_memory(source)
    target = _target(source)
    part = download.fetch(source, target, cancel, tell)
    tell(Progress(Stage.OPENING, source.size, source.size))
    info = _open(part, target, source, format, cancel)
    download.settle(part, target)
    return models.catalogue().enter(
        ModelEntry(
            name=target.stem,
            title=title or target.stem,
            path=target.resolve(),
            sha256=source.sha256,
            size=source.size,
            format=format or info.format,
            licence=source.licence,
            source=source.url,
        )
    )


def unfinished() -> list[Unfinished]:
    """Downloads that were stopped, or that another window is at."""
    return download.unfinished(models.folder())


def already_there(source: Source) -> ModelEntry | None:
    """The entry of the writer's list with exactly this file, if there is one."""
    for entry in models.catalogue().entries():
        if entry.sha256 == source.sha256 and size_of(entry.path) == source.size:
            return entry
    return None


def _check_memory(source: Source) -> None:
    memory = this_machine().memory
    if source.size > memory:
        needed, there = size_words(source.size), size_words(memory)
        raise BadModel(
            f"{Path(source.file).name} needs more than {needed} of memory; this machine has {there} in all: choose a "
            "smaller file."
        )


def _target(source: Source) -> Path:
    """Where the file is to be: under its own name, or that of its repository as well where the name is taken."""
    folder = models.folder()
    for begun in download.unfinished(folder):
        if (begun.source.repository, begun.source.file) == (source.repository, source.file):
            return begun.target
    name = _plain(Path(source.file).name)
    target, number = folder / name, 2
    while target.exists() or beside(target, PART).exists():
        number, target = number + 1, folder / f"{name.removesuffix('.gguf')}-{number}.gguf"
    return target


def _plain(name: str) -> str:
    stem = re.sub(r"[^\w.+-]+", "-", re.sub(r"\.gguf$", "", name, flags=re.IGNORECASE)).strip(".-") or "model"
    return f"{stem[:150]}.gguf"


def _open(part: Path, target: Path, source: Source, format: ModelFormat | None, cancel: CancelToken) -> ModelInfo:
    try:
        return models.inspect(ModelEntry(name=target.stem, title=target.stem, path=part, format=format), cancel)
    except ScriptwriterError as error:
        raise_if_stopped(cancel)
        why = str(error).replace(part.name, target.name)
        if not isinstance(error, BadModel | EngineDied) or _is_short_of_memory(source):
            raise type(error)(f"{why} What was downloaded is kept; the same download goes on with it.") from error
        forget(target)
        raise BadModel(f"{why} It was deleted.") from error


def _is_short_of_memory(source: Source) -> bool:
    """Whether it may be the machine and not the file: gigabytes are not thrown away for that."""
    import psutil

    return psutil.virtual_memory().available < source.size
