"""Voices: LoRA adapters on the loaded model, one of them in use at a time.

What stands in the context's cache was computed with the adapter of that moment and is wrong under any other one
(llama.cpp #26207), so the cache belongs to model, adapter and scale together: ``use`` says when it has to go.
"""

import ctypes
import os
from pathlib import Path

import llama_cpp as lc

from scriptwriter.domain.errors import BadModel
from scriptwriter.domain.generation import Voice
from scriptwriter.engine.catalogue import check_file
from scriptwriter.engine.llama_model import LoadedModel, Pointer

#: Adapters are small; those of a script's cast stay open together.
_MOST_OPEN = 32


class Voices:
    """The adapters of one model. They are freed with it."""

    def __init__(self, loaded: LoadedModel) -> None:
        self._loaded = loaded
        self._open: dict[tuple[str, int], Pointer] = {}
        self._used: tuple[str, int, float] | None = None

    def use(self, voice: Voice | None) -> bool:
        """Speak with this voice, or the model's own; whether that is another one than before.

        Raises ``BadModel`` when the file is no adapter for this model; the voice before stays.
        """
        key = None
        if voice is not None:
            path = Path(voice.file)
            check_file(path)
            key = (voice.file, path.stat().st_mtime_ns, voice.scale)
        if key == self._used:
            return False
        self._set([] if key is None else [(self._adapter(key[0], key[1]), key[2])])
        self._used = key
        return True

    def _adapter(self, file: str, changed: int) -> Pointer:
        adapter = self._open.get((file, changed))
        if adapter is None:
            if len(self._open) >= _MOST_OPEN:
                self._set([])
                for old in self._open.values():
                    lc.llama_adapter_lora_free(old)
                self._open.clear()
            adapter = lc.llama_adapter_lora_init(self._loaded.model, os.fsencode(file))
            if not adapter:
                raise BadModel(f"{Path(file).name} is not a voice for {self._loaded.info.name}.")
            self._open[file, changed] = adapter
        return adapter

    def _set(self, wanted: list[tuple[Pointer, float]]) -> None:
        adapters = (lc.llama_adapter_lora_p_ctypes * len(wanted))(*(adapter for adapter, _ in wanted))
        scales = (ctypes.c_float * len(wanted))(*(scale for _, scale in wanted))
        if lc.llama_set_adapters_lora(self._loaded.context_handle, adapters, len(wanted), scales) != 0:
            raise BadModel("The voice could not be used with this model.")
