"""Models as the front ends use them: which there are, opening one, adding one."""

from pathlib import Path

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.generation import ModelFormat, ModelInfo
from scriptwriter.engine.catalogue import SCRIPTED_ENTRY, Catalogue, ModelEntry, check_file
from scriptwriter.engine.opening import load_options, new_engine
from scriptwriter.engine.protocol import Engine, Progress
from scriptwriter.services import paths


def catalogue() -> Catalogue:
    """The bundled models and the writer's own."""
    return Catalogue(paths.models_dir(), paths.data_dir() / "models")


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


def inspect(entry: ModelEntry) -> ModelInfo:
    """Open a model just to see what it is. Raises ``BadModel``."""
    engine, info = open_model(entry)
    engine.close()
    return info


def add(path: Path, format: ModelFormat | None = None, title: str = "") -> ModelEntry:
    """Enter a model file into the writer's list after it has been opened once. Raises ``BadModel``."""
    path = path.expanduser().resolve()
    inspect(ModelEntry(name=path.stem, title=path.stem, path=path, format=format))
    return catalogue().add(path, format, title)
