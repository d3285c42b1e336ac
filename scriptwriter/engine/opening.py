"""From a name to an engine with that model loaded."""

from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.engine.client import HostEngine
from scriptwriter.engine.protocol import Engine, LoadOptions
from scriptwriter.engine.scripted import NAME as SCRIPTED
from scriptwriter.engine.scripted import ScriptedEngine


def new_engine(name: str = "") -> Engine:
    """llama.cpp in a process of its own; the scripted engine only when asked for by its name."""
    return ScriptedEngine() if name == SCRIPTED else HostEngine()


def load_options(entry: ModelEntry, context_limit: int = 4096, threads: int = 0) -> LoadOptions:
    """How to open a catalogue entry."""
    return LoadOptions(
        name=entry.name,
        path=entry.path,
        format=entry.format,
        context_limit=context_limit if not entry.context else min(context_limit, entry.context),
        threads=threads,
        character_lines=entry.character_lines,
    )
