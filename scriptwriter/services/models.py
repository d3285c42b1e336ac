"""Models as the front ends use them: which there are, opening one, adding one."""

from pathlib import Path

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadModel, Failure
from scriptwriter.domain.generation import ModelFormat, ModelInfo
from scriptwriter.engine.catalogue import SCRIPTED_ENTRY, Catalogue, ModelEntry, check_file
from scriptwriter.engine.opening import load_options, new_engine
from scriptwriter.engine.protocol import Engine, Progress
from scriptwriter.services import paths
from scriptwriter.services.atomic import reason


def folder() -> Path:
    """Where the program keeps models that it has downloaded or trained, and the writer's list. Raises ``Failure``."""
    return paths.data_dir() / "models"


def catalogue() -> Catalogue:
    """The bundled models and the writer's own."""
    return Catalogue(paths.models_dir(), folder())


def open_model(
    entry: ModelEntry,
    *,
    engine: Engine | None = None,
    context_limit: int = 4096,
    threads: int = 0,
    cancel: CancelToken | None = None,
    progress: Progress | None = None,
) -> tuple[Engine, ModelInfo]:
    """An engine with this model in it; a given ``engine`` is used again. Raises ``BadModel`` with the reason."""
    if entry is not SCRIPTED_ENTRY:
        check_file(entry.path)
    own = engine or new_engine(entry.name)
    try:
        return own, own.load(load_options(entry, context_limit, threads), cancel, progress)
    except BaseException:
        if engine is None:
            own.close()
        raise


def inspect(entry: ModelEntry, cancel: CancelToken | None = None) -> ModelInfo:
    """Open a model just to see what it is. Raises ``BadModel``."""
    engine, info = open_model(entry, cancel=cancel)
    engine.close()
    return info


def add(
    path: Path, format: ModelFormat | None = None, title: str = "", cancel: CancelToken | None = None
) -> ModelEntry:
    """Enter a model file into the writer's list after it has been opened once. Raises ``BadModel``."""
    path = path.expanduser().resolve()
    inspect(ModelEntry(name=path.stem, title=path.stem, path=path, format=format), cancel)
    return catalogue().add(path, format, title)


def remove(name: str, *, delete: bool = False) -> ModelEntry:
    """Take a model out of the writer's list; its file is left alone, unless it is to be deleted, too.

    Only what the program has downloaded itself is ever deleted. Raises ``BadModel`` or ``Failure``.
    """
    known = catalogue()
    entry = next((entry for entry in known.entries() if entry.name == name), None)
    if delete and entry is not None and not entry.bundled and not can_delete(entry):
        raise BadModel(f"{entry.path} is a file of your own: take {name} out of the list without --delete.")
    entry = known.remove(name)
    if delete:
        try:
            entry.path.unlink(missing_ok=True)
        except OSError as error:
            raise Failure(f"{name} is out of the list; {entry.path} was not deleted: {reason(error)}.") from error
    return entry


def can_delete(entry: ModelEntry) -> bool:
    """Whether a model's file was downloaded by the program into its own folder."""
    return bool(entry.source) and entry.path.is_relative_to(folder().resolve())
