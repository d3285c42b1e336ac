"""From torch to the files that the engine opens: the F16 model, its quantizations, LoRA adapters."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch

from scriptwriter.domain.errors import BadModel
from scriptwriter.training import gguf_file, layout
from scriptwriter.training.base import Base
from scriptwriter.training.hf_folder import named_weights

_LORA = re.compile(r"(?:base_model\.model\.)?(.+)\.lora_([AB])\.\w+\.weight")
_LARGEST_F16 = 65504.0


def export_model(base: Base, model: Any, target: Path, name: str) -> None:
    """The merged model as an F16 file with the base's metadata. Raises ``BadModel`` and ``OSError``."""
    gguf_file.write(target, gguf_file.read(base.template), name, _tensors(base, model))


def _tensors(base: Base, model: Any) -> Iterator[tuple[str, np.ndarray]]:
    heads, kv_heads = base.heads
    for name, parameter in named_weights(model):
        own = layout.gguf_name(base.architecture, name)
        values = parameter.detach().float().cpu().numpy()
        if values.ndim > 1 and float(np.abs(values).max(initial=0.0)) > _LARGEST_F16:
            raise BadModel(f"The weights of {own} are too large for 16 bits; train with a lower learning rate.")
        yield own, layout.to_gguf(base.architecture, own, values, heads, kv_heads)
    for tensor in gguf_file.read(base.template).tensors:
        if tensor.name == layout.ROPE_FACTORS:
            yield tensor.name, np.array(tensor.data, dtype=np.float32)


def export_adapter(base: Base, model: Any, target: Path, name: str) -> None:
    """The LoRA matrices of a peft model. llama.cpp scales them by ``alpha`` / rank, as peft does."""
    config = model.peft_config["default"]
    gguf_file.write_adapter(target, base.architecture, name, float(config.lora_alpha), _lora(base, model))


def _lora(base: Base, model: Any) -> Iterator[tuple[str, np.ndarray]]:
    heads, kv_heads = base.heads
    for name, parameter in model.named_parameters():
        found = _LORA.fullmatch(name)
        if found is None:
            continue
        own = layout.gguf_name(base.architecture, f"{found[1]}.weight")
        values = parameter.detach().float().cpu().numpy()
        # B has the layer's rows. A GPT-2 layer is transposed in torch, its A and B are not.
        if found[2] == "B":
            values = layout.permute_rows(base.architecture, own, values, heads, kv_heads)
        yield f"{own}.lora_{found[2].lower()}", values


def with_lora(base: Base, rank: int) -> Any:
    """The base with adapters on every linear layer of its blocks, which alone are trained."""
    from peft import LoraConfig, get_peft_model

    config = LoraConfig(
        r=rank,
        lora_alpha=2 * rank,
        lora_dropout=0.05,
        target_modules=layout.LORA_TARGETS[base.architecture],
        fan_in_fan_out=base.architecture == "gpt2",
        task_type="CAUSAL_LM",
    )
    return get_peft_model(base.model, config)


def unload(model: Any) -> Any:
    """The base without the adapters, as it was."""
    return model.unload()


def merged(model: Any) -> Any:
    """The base with the adapters in its weights."""
    with torch.no_grad():
        return model.merge_and_unload()
