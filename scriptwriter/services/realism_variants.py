"""Variants of a model file as further generators: coarser quantizations, and one that can write long passages."""

import ctypes
import struct
from dataclasses import dataclass
from pathlib import Path

from scriptwriter.domain.errors import BadModel, Failure
from scriptwriter.domain.generation import ModelFormat
from scriptwriter.engine.catalogue import ModelEntry

#: llama.cpp's numbers of file types; other ones than the bundled file has (its matrices are Q5_0, Q4_K, Q6_K, Q8_0).
QUANTIZATIONS = {"q4_0": 2, "q4_1": 3, "iq4_nl": 25}
_LONG_CONTEXT = 1536
_UINT32 = 4


@dataclass(frozen=True, slots=True)
class Variant:
    """A generator: a model entry and what it is called. ``long``: writes passages of more than 110 words."""

    name: str
    entry: ModelEntry
    long: bool = False


def variants(entry: ModelEntry, folder: Path) -> list[Variant]:
    """The model itself, its quantizations, and it again for long passages; files are made in ``folder``."""
    made = [Variant(entry.name, entry), Variant(f"{entry.name}-long", _long(entry, folder), long=True)]
    for name, number in QUANTIZATIONS.items():
        path = folder / f"{entry.path.stem}-{name}.gguf"
        if not path.exists():
            _quantize(entry.path, path, number)
        made.append(Variant(f"{entry.name}-{name}", ModelEntry(path.stem, path.stem, path, format=entry.format)))
    return made


def _quantize(source: Path, target: Path, number: int) -> None:
    """Raises ``Failure``. A quantized file is quantized once more, which is what people do who have no other."""
    import llama_cpp as lc

    params = lc.llama_model_quantize_default_params()
    params.ftype = number
    params.allow_requantize = True
    if lc.llama_model_quantize(str(source).encode(), str(target).encode(), ctypes.pointer(params)) != 0:
        raise Failure(f"{source.name} could not be quantized.")


def _long(entry: ModelEntry, folder: Path) -> ModelEntry:
    """The same file that says it has a longer context.

    An engine gives passages a third of the context; with a short text before, a long passage still ends within the
    context that the model was trained with. Without a cue, which would end it early.
    """
    data = bytearray(entry.path.read_bytes())
    at = data.find(b".context_length")
    at += len(b".context_length")
    if at < len(b".context_length") + 1 or struct.unpack_from("<I", data, at)[0] != _UINT32:
        raise BadModel(f"{entry.path.name} does not say how long its context is.")
    known = struct.unpack_from("<I", data, at + 4)[0]
    struct.pack_into("<I", data, at + 4, max(known, _LONG_CONTEXT))
    path = folder / f"{entry.path.stem}-long.gguf"
    path.write_bytes(data)
    return ModelEntry(path.stem, path.stem, path, format=ModelFormat.PLAIN)
