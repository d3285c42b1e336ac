"""Reading and writing GGUF files: metadata copied as they are, tensors replaced; quantizing through llama.cpp."""

import ctypes
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import gguf
import numpy as np

from scriptwriter.domain.errors import BadModel, Failure
from scriptwriter.engine.catalogue import check_file

#: llama.cpp's numbers of file types (``llama_ftype``), for the names in ``training_job.QUANTIZATIONS``.
FILE_TYPES = {"F16": 1, "Q4_0": 2, "Q8_0": 7, "Q4_K_M": 15, "Q5_K_M": 17, "Q6_K": 18}
_OWN_KEYS = ("GGUF.", "general.architecture", "general.file_type", "general.quantization_version", "general.name")
_IN_MEMORY = 64 << 20  # bytes of a draft

Tensors = Iterable[tuple[str, np.ndarray]]


class _Reader(gguf.GGUFReader):
    """The package's reader, quick with a tokenizer's lists.

    The package makes six views of the mapped file for each word: a second for our own vocabulary, ten for a large one,
    every time that a file is opened, which a run does ten times. The parts of a list are its words alone here, without
    their lengths.
    """

    def _get_field_parts(
        self, orig_offs: int, raw_type: int
    ) -> tuple[int, list[np.ndarray], list[int], list[gguf.GGUFValueType]]:
        if raw_type != gguf.GGUFValueType.ARRAY or self.byte_order != "I":
            return super()._get_field_parts(orig_offs, raw_type)
        heading = [self._get(orig_offs, np.uint32), self._get(orig_offs + 4, np.uint64)]
        kind, count, start = gguf.GGUFValueType(int(heading[0][0])), int(heading[1][0]), orig_offs + 12
        if kind == gguf.GGUFValueType.STRING:
            found, end = self._strings(start, count)
        elif kind in self.gguf_scalar_to_np:
            found, end = self._numbers(start, count, np.dtype(self.gguf_scalar_to_np[kind]))
        else:
            return super()._get_field_parts(orig_offs, raw_type)
        parts = [*heading, *found]
        types = [gguf.GGUFValueType.ARRAY, *([kind] if found else [])]
        return end - orig_offs, parts, list(range(len(heading), len(parts))), types

    def _strings(self, start: int, count: int) -> tuple[list[np.ndarray], int]:
        # Slices of a mapped array are mapped arrays again, which take ten times as long to make.
        plain = np.asarray(self.data)
        raw, found = plain.data, []
        for _ in range(count):
            begin = start + 8
            end = begin + int.from_bytes(raw[start:begin], sys.byteorder)
            if end > len(raw):
                raise ValueError("it ends in the middle of a list.")
            found.append(plain[begin:end])
            start = end
        return found, start

    def _numbers(self, start: int, count: int, kind: np.dtype) -> tuple[list[np.ndarray], int]:
        end = start + count * kind.itemsize
        if end > len(self.data):
            raise ValueError("it ends in the middle of a list.")
        values = np.asarray(self.data)[start:end].view(kind)
        return [values[index : index + 1] for index in range(count)], end


def read(path: Path) -> gguf.GGUFReader:
    """Open a file memory-mapped. Raises ``BadModel`` when it is none."""
    check_file(path)
    try:
        return _Reader(path)
    except (ValueError, KeyError, IndexError, OSError, OverflowError, UnicodeDecodeError) as error:
        raise BadModel(f"{path.name} cannot be read as a model: {error}") from error


def metadata(reader: gguf.GGUFReader) -> dict[str, Any]:
    """All single values, without the long lists of the tokenizer."""
    return {
        name: field.contents()
        for name, field in reader.fields.items()
        if field.types and field.types[0] != gguf.GGUFValueType.ARRAY
    }


def write(target: Path, template: gguf.GGUFReader, name: str, tensors: Tensors) -> None:
    """A file with another file's metadata and these tensors: matrices in F16, vectors in F32.

    ``tensors``: names and float32 arrays, one after the other, so that one copy at a time is in memory… the writer of
    the ``gguf`` package keeps them until the end, in a temporary file. Raises ``OSError``.
    """
    architecture = str(template.fields["general.architecture"].contents())
    writer = gguf.GGUFWriter(target, architecture, use_temp_file=True)
    # Beside the target, where there is room: the system's folder for such files may be a small one in memory.
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY, dir=str(target.parent)) as drafts:
        writer.temp_file = drafts
        writer.add_string("general.name", name)
        writer.add_file_type(FILE_TYPES["F16"])
        for field in template.fields.values():
            if not field.name.startswith(_OWN_KEYS):
                copy_field(writer, field)
        for tensor, values in tensors:
            exact = values.ndim < 2
            writer.add_tensor(tensor, np.ascontiguousarray(values, dtype=np.float32 if exact else np.float16))
        finish(writer)


def copy_field(writer: gguf.GGUFWriter, field: gguf.ReaderField) -> None:
    """One entry of the metadata as it is."""
    kind = field.types[0]
    sub = field.types[-1] if kind == gguf.GGUFValueType.ARRAY else None
    writer.add_key_value(field.name, field.contents(), kind, sub_type=sub)


def finish(writer: gguf.GGUFWriter) -> None:
    """Write everything and close, the file on the disk."""
    try:
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
    finally:
        writer.close()


def write_adapter(target: Path, architecture: str, name: str, alpha: float, tensors: Tensors) -> None:
    """A LoRA adapter: ``<tensor>.lora_a`` float32[rank, inputs] and ``<tensor>.lora_b`` float32[outputs, rank]."""
    writer = gguf.GGUFWriter(target, architecture)
    writer.add_string("general.type", "adapter")
    writer.add_string("general.name", name)
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", alpha)
    for tensor, values in tensors:
        writer.add_tensor(tensor, np.ascontiguousarray(values, dtype=np.float32))
    finish(writer)


def quantize(source: Path, target: Path, kind: str, threads: int) -> dict[str, int]:
    """Quantize and say what was really used: llama.cpp's types to the number of matrices that have them.

    K-quants need rows that 256 divides; llama.cpp takes a larger type for the others. Raises ``Failure``.
    """
    import llama_cpp as lc

    params = lc.llama_model_quantize_default_params()
    params.ftype = FILE_TYPES[kind]
    params.nthread = threads
    answer = lc.llama_model_quantize(os.fsencode(source), os.fsencode(target), ctypes.pointer(params))
    if answer != 0 or not target.exists():
        raise Failure(f"The model could not be quantized to {kind}; is the disk full?")
    used: dict[str, int] = {}
    for tensor in read(target).tensors:
        if len(tensor.shape) > 1:
            used[tensor.tensor_type.name] = used.get(tensor.tensor_type.name, 0) + 1
    return used
