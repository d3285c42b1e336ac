"""Other kinds of model files, made from the bundled one: with a chat template, without cue tokens."""

from pathlib import Path

import gguf
import numpy as np

from scriptwriter.training import gguf_file

TEMPLATE = (
    "{% for message in messages %}<|{{ message.role }}|>\n{{ message.content }}\n{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>\n{% endif %}"
)


def make_variant(source: Path, target: Path, chat_template: str | None = None, cue_tokens: bool = True) -> Path:
    """Copy a GGUF file with another chat template, and with its cue tokens under other names if asked."""
    reader = gguf_file.read(source)
    writer = gguf.GGUFWriter(target, _string(reader, "general.architecture"))
    for field in reader.fields.values():
        _copy_field(writer, field, cue_tokens)
    if chat_template is not None:
        writer.add_chat_template(chat_template)
    for tensor in reader.tensors:
        writer.add_tensor(tensor.name, tensor.data, raw_shape=tensor.data.shape, raw_dtype=tensor.tensor_type)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return target


def _string(reader: gguf.GGUFReader, key: str) -> str:
    field = reader.fields[key]
    return bytes(field.parts[field.data[0]]).decode()


def _copy_field(writer: gguf.GGUFWriter, field: gguf.ReaderField, cue_tokens: bool) -> None:
    skipped = ("general.architecture", "tokenizer.chat_template")
    if field.name in skipped or field.name.startswith("GGUF."):
        return
    kind = field.types[0]
    if kind == gguf.GGUFValueType.ARRAY:
        writer.add_array(field.name, _array(field, cue_tokens))
    elif kind == gguf.GGUFValueType.STRING:
        writer.add_string(field.name, bytes(field.parts[field.data[0]]).decode())
    else:
        writer.add_key_value(field.name, np.asarray(field.parts[field.data[0]])[0].item(), kind)


def _array(field: gguf.ReaderField, cue_tokens: bool) -> list[object]:
    if field.types[1] != gguf.GGUFValueType.STRING:
        return [np.asarray(field.parts[index])[0].item() for index in field.data]
    texts = [bytes(field.parts[index]).decode() for index in field.data]
    if field.name == "tokenizer.ggml.tokens" and not cue_tokens:
        texts = [f"<|extra{number}|>" if 2 <= number <= 7 else text for number, text in enumerate(texts)]
    return list(texts)


def make_adapter(model: Path, target: Path, seed: int, strength: float = 0.05, rank: int = 4) -> Path:
    """A LoRA adapter with random weights for the model's down projections."""
    reader = gguf_file.read(model)
    writer = gguf.GGUFWriter(target, _string(reader, "general.architecture"))
    writer.add_string("general.type", "adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(rank))
    dice = np.random.default_rng(seed)
    for tensor in reader.tensors:
        if tensor.name.endswith("ffn_down.weight"):
            width, height = (int(size) for size in tensor.shape)
            writer.add_tensor(f"{tensor.name}.lora_a", dice.normal(0, 1, (rank, width)).astype(np.float32))
            writer.add_tensor(f"{tensor.name}.lora_b", dice.normal(0, strength, (height, rank)).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return target
