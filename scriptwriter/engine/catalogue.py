"""Which models there are: the bundled ones and those that the writer added.

Each folder of models has a ``manifest.toml``::

    [[model]]
    name = "scriptwriter-19m"  # how it is asked for
    title = "Scriptwriter 19M"  # how menus call it
    file = "scriptwriter-19m.gguf"  # beside the manifest, or an absolute path
    sha256 = "…"
    size = 16008032  # bytes
    format = "cue"  # cue | plain | chat; left out: detected when it is opened
    context = 1024  # tokens
    licence = "MIT"
    source = "https://…"  # where it was downloaded from; left out for files of the writer's own
    card = "scriptwriter-19m.md"
    copied = "scriptwriter.copied"  # index of what it was trained on; a list where there are several
    default = true

    [[voice]]  # in the writer's own manifest: how a character speaks, on one of the models
    model = "scriptwriter-19m"
    character = "NELL"
    file = "voices/nell.gguf"
    scale = 1.0
"""

import hashlib
import os
import re
import struct
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scriptwriter.domain.errors import BadModel, Failure, NotHere
from scriptwriter.domain.generation import ModelFormat, Voice
from scriptwriter.engine.scripted import NAME as SCRIPTED

MANIFEST = "manifest.toml"
_MAGIC = b"GGUF"
_VERSIONS = (2, 3)
_SMALLEST_FILE = 24  # the fixed part of a GGUF header, in bytes
_READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """A model that can be asked for. ``size`` in bytes, ``context`` in tokens, 0 where unknown."""

    name: str
    title: str
    path: Path
    sha256: str = ""
    size: int = 0
    format: ModelFormat | None = None
    context: int = 0
    licence: str = ""
    card: Path | None = None
    copied: tuple[Path, ...] = ()
    default: bool = False
    bundled: bool = False
    character_lines: int | None = None
    voices: tuple[tuple[str, Voice], ...] = ()  # (character, adapter)
    source: str = ""  # address that it was downloaded from


SCRIPTED_ENTRY = ModelEntry(name=SCRIPTED, title="Scripted (for tests)", path=Path(SCRIPTED))


class Catalogue:
    """The bundled models and the writer's own, whose manifest stands in ``user_folder``."""

    def __init__(self, bundled_folder: Path, user_folder: Path) -> None:
        self._bundled_folder = bundled_folder
        self._user_folder = user_folder

    def entries(self) -> list[ModelEntry]:
        """All models, the bundled ones first. Raises ``BadModel`` when a manifest cannot be read."""
        entries = [*_read(self._bundled_folder, bundled=True), *_read(self._user_folder, bundled=False)]
        voices = _read_voices(self._user_folder)
        return [replace(entry, voices=tuple(voices.get(entry.name, {}).items())) for entry in entries]

    def default(self) -> ModelEntry:
        """The model for who asks for none. Raises ``BadModel`` when there is no model at all."""
        entries = self.entries()
        if not entries:
            raise BadModel(
                f"There is no model in {self._bundled_folder}: reinstall, or add one with `scriptwriter models add`."
            )
        return next((entry for entry in entries if entry.default), entries[0])

    def find(self, wanted: str) -> ModelEntry:
        """A model by name, by path, or the default for an empty string. Raises ``BadModel`` or ``NotHere``."""
        if not wanted:
            return self.default()
        if wanted == SCRIPTED:
            return SCRIPTED_ENTRY
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]+://", wanted):
            raise NotHere(f"{wanted}: models on a server cannot be used yet; give a model's name or a .gguf file.")
        entries = self.entries()
        for entry in entries:
            if wanted == entry.name:
                return entry
        if _looks_like_path(wanted):
            return self._file_entry(Path(wanted), entries)
        known = ", ".join(entry.name for entry in entries) or "none"
        raise BadModel(f"There is no model named {wanted!r}; known: {known}. A file's path works as well.")

    def _file_entry(self, path: Path, entries: list[ModelEntry]) -> ModelEntry:
        resolved = path.expanduser().resolve()
        for entry in entries:
            if entry.path == resolved:
                return entry
        return ModelEntry(name=path.stem or str(path), title=path.stem, path=resolved)

    def add(self, path: Path, format: ModelFormat | None = None, title: str = "") -> ModelEntry:
        """Enter a file in the writer's manifest; it stays where it is. Raises ``BadModel``."""
        path = path.expanduser().resolve()
        check_file(path)
        for entry in self.entries():
            if entry.path == path:
                return entry
        return self.enter(
            ModelEntry(
                name=path.stem,
                title=title or path.stem,
                path=path,
                sha256=checksum(path),
                size=path.stat().st_size,
                format=format,
            )
        )

    def enter(self, entry: ModelEntry) -> ModelEntry:
        """Enter a model; where its name is taken it gets another one, a file that is known keeps its. As entered.

        Raises ``BadModel``.
        """
        known = self.entries()
        same = next((other for other in known if other.path == entry.path and not other.bundled), None)
        name = same.name if same else _free_name(entry.name, {other.name for other in known})
        entry = replace(entry, name=name)
        self.put(entry)
        return entry

    def put(self, entry: ModelEntry) -> None:
        """Enter a model under its name, in place of one of the writer's own that has it. Raises ``BadModel``."""
        check_file(entry.path)
        own = [other for other in _read(self._user_folder, bundled=False) if other.name != entry.name]
        self._write([*own, entry])

    def add_voice(self, entry: ModelEntry, character: str, path: Path, scale: float = 1.0) -> Voice:
        """Let a character speak with an adapter on this model; one from before gives way. Raises ``BadModel``."""
        path = path.expanduser().resolve()
        check_file(path)
        voice = Voice(str(path), scale)
        voices = _read_voices(self._user_folder)
        voices.setdefault(entry.name, {})[character.upper()] = voice
        self._write(_read(self._user_folder, bundled=False), voices)
        return voice

    def remove_voice(self, entry: ModelEntry, character: str) -> None:
        """Let a character speak as the model does; the adapter's file is left alone."""
        voices = _read_voices(self._user_folder)
        if voices.get(entry.name, {}).pop(character.upper(), None) is None:
            raise BadModel(f"{character} has no voice of their own on {entry.name}.")
        self._write(_read(self._user_folder, bundled=False), voices)

    def remove(self, name: str) -> ModelEntry:
        """Take a model out of the writer's manifest; its file is left alone. Raises ``BadModel``."""
        own = _read(self._user_folder, bundled=False)
        for entry in own:
            if entry.name == name:
                self._write([other for other in own if other is not entry])
                return entry
        if any(entry.name == name for entry in self.entries()):
            raise BadModel(f"{name} comes with the program and cannot be removed.")
        raise BadModel(f"There is no added model named {name!r}.")

    def verify(self, entry: ModelEntry, progress: Callable[[float], None] | None = None) -> None:
        """Compare a file with its checksum. Raises ``BadModel`` when they differ."""
        check_file(entry.path)
        if not entry.sha256:
            raise BadModel(f"{entry.name} has no checksum in its manifest.")
        if checksum(entry.path, progress) != entry.sha256:
            raise BadModel(f"{entry.path} is not the file that it was: its checksum differs from the manifest's.")

    def _write(self, entries: list[ModelEntry], voices: dict[str, dict[str, Voice]] | None = None) -> None:
        import tomlkit

        voices = _read_voices(self._user_folder) if voices is None else voices

        tables = tomlkit.aot()
        for entry in entries:
            table = tomlkit.table()
            table.update(_fields(entry))
            tables.append(table)
        document = tomlkit.document()
        document.add("model", tables)
        spoken = tomlkit.aot()
        for model, cast in voices.items():
            for character, voice in cast.items():
                table = tomlkit.table()
                table.update({"model": model, "character": character, "file": voice.file, "scale": voice.scale})
                spoken.append(table)
        document.add("voice", spoken)
        target = self._user_folder / MANIFEST
        try:
            self._user_folder.mkdir(parents=True, exist_ok=True)
            draft = target.with_suffix(".tmp")
            draft.write_text(tomlkit.dumps(document), encoding="utf-8")
            os.replace(draft, target)
        except OSError as error:
            raise Failure(f"The list of models could not be saved: {error.strerror} ({target}).") from error


def _fields(entry: ModelEntry) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "name": entry.name,
        "title": entry.title,
        "file": str(entry.path),
        "sha256": entry.sha256,
        "size": entry.size,
    }
    if entry.format is not None:
        fields["format"] = entry.format.value
    if entry.context:
        fields["context"] = entry.context
    if entry.licence:
        fields["licence"] = entry.licence
    if entry.source:
        fields["source"] = entry.source
    if entry.card is not None:
        fields["card"] = str(entry.card)
    if entry.copied:
        fields["copied"] = [str(path) for path in entry.copied]
    return fields


def _read(folder: Path, *, bundled: bool) -> list[ModelEntry]:
    manifest = folder / MANIFEST
    try:
        data = tomllib.loads(manifest.read_text(encoding="utf-8"))
        return [_entry(folder, fields, bundled=bundled) for fields in data.get("model", [])]
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadModel(f"The list of models in {manifest} cannot be read: {error}") from error


def _read_voices(folder: Path) -> dict[str, dict[str, Voice]]:
    """Model to character to voice."""
    manifest = folder / MANIFEST
    found: dict[str, dict[str, Voice]] = {}
    try:
        data = tomllib.loads(manifest.read_text(encoding="utf-8"))
        for fields in data.get("voice", []):
            voice = Voice(str((folder / fields["file"]).resolve()), float(fields.get("scale", 1.0)))
            found.setdefault(str(fields["model"]), {})[str(fields["character"]).upper()] = voice
    except FileNotFoundError:
        pass
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadModel(f"The list of models in {manifest} cannot be read: {error}") from error
    return found


def _entry(folder: Path, fields: dict[str, Any], *, bundled: bool) -> ModelEntry:
    kind = fields.get("format")
    card = fields.get("card")
    copied = fields.get("copied") or []
    return ModelEntry(
        name=str(fields["name"]),
        title=str(fields.get("title") or fields["name"]),
        path=(folder / fields["file"]).resolve(),
        sha256=str(fields.get("sha256", "")),
        size=int(fields.get("size", 0)),
        format=ModelFormat(kind) if kind else None,
        context=int(fields.get("context", 0)),
        licence=str(fields.get("licence", "")),
        card=folder / card if card else None,
        copied=tuple(folder / name for name in ([copied] if isinstance(copied, str) else copied)),
        default=bool(fields.get("default", False)),
        bundled=bundled,
        character_lines=fields.get("character_lines"),
        source=str(fields.get("source", "")),
    )


def _looks_like_path(wanted: str) -> bool:
    return wanted.endswith(".gguf") or "/" in wanted or os.sep in wanted or Path(wanted).exists()


def plain_name(name: str) -> str:
    """A name as files and commands have it: small letters, digits, dots and dashes. Empty when nothing remains."""
    return re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-.")


def _free_name(stem: str, taken: set[str]) -> str:
    base = plain_name(stem) or "model"
    name, number = base, 2
    while name in taken or name == SCRIPTED:
        name, number = f"{base}-{number}", number + 1
    return name


def check_file(path: Path, memory_bytes: int | None = None) -> None:
    """See quickly whether a file can be a model for this machine. Raises ``BadModel`` with the reason.

    ``memory_bytes`` is the machine's memory; it is asked for when left out.
    """
    try:
        if path.is_dir():
            raise BadModel(f"{path} is a folder, not a model file.")
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
    except FileNotFoundError:
        raise BadModel(f"There is no model file at {path}.") from None
    except OSError as error:
        raise BadModel(f"{path} cannot be read: {error.strerror}.") from None
    if head[:4] != _MAGIC:
        raise BadModel(f"{path} is not a GGUF model file.")
    if size < _SMALLEST_FILE:
        raise BadModel(f"{path} is cut off: it has only {size} bytes.")
    version = struct.unpack("<I", head[4:8])[0]
    if version not in _VERSIONS:
        raise BadModel(f"{path} is a GGUF file of version {version}; versions 2 and 3 can be read.")
    memory = total_memory() if memory_bytes is None else memory_bytes
    if size > memory:
        raise BadModel(
            f"{path.name} needs {size / 1e9:.1f} GB of memory; this machine has {memory / 1e9:.1f} GB in all."
        )


def total_memory() -> int:
    """This machine's memory in bytes."""
    import psutil

    return psutil.virtual_memory().total


def checksum(path: Path, progress: Callable[[float], None] | None = None) -> str:
    """SHA-256 of a file, in hexadecimal; ``progress`` from 0 to 1. Raises ``BadModel`` when it cannot be read."""
    digest = hashlib.sha256()
    try:
        size = max(path.stat().st_size, 1)
        done = 0
        with path.open("rb") as file:
            while block := file.read(_READ_BYTES):
                digest.update(block)
                done += len(block)
                if progress is not None:
                    progress(min(done / size, 1.0))
    except OSError as error:
        raise BadModel(f"{path} cannot be read: {error.strerror}.") from error
    return digest.hexdigest()
