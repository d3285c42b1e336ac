"""The model that is trained: weights for torch, the tokenizer of llama.cpp.

Texts are tokenized by llama.cpp itself, from the file's own vocabulary, in training as in writing; there is no second
tokenizer that could differ. A Hugging Face folder therefore becomes a GGUF file first (``training.hf_folder``).
"""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import llama_cpp as lc
import numpy as np
import torch

from scriptwriter.domain.errors import BadModel
from scriptwriter.domain.generation import ModelFormat
from scriptwriter.engine.compose import CUE_TOKENS, STOP
from scriptwriter.engine.llama_model import Vocabulary, detect_format, start_backend
from scriptwriter.training import gguf_file, layout

#: Passages and what stands before them fit into this, and longer rows cost memory for nothing.
MOST_CONTEXT = 1024


@dataclass(slots=True)
class Base:
    """A base model. ``context`` in tokens, ``stop`` the token that ends a passage, ``template`` the GGUF file whose
    metadata the trained model gets. ``cue_ids``: control tokens by name, for models of the cue format."""

    model: Any
    architecture: str
    template: Path
    vocabulary: Vocabulary
    format: ModelFormat
    context: int
    stop: int
    cue_ids: dict[str, int]

    @property
    def heads(self) -> tuple[int, int]:
        """Attention heads, and heads of keys and values."""
        config = self.model.config
        return config.num_attention_heads, getattr(config, "num_key_value_heads", config.num_attention_heads)

    @property
    def parameters(self) -> int:
        """Weights, tied ones once."""
        return sum(parameter.numel() for parameter in self.model.parameters())


def open_vocabulary(path: Path) -> tuple[Vocabulary, str]:
    """A file's vocabulary and chat template, without its weights. Raises ``BadModel``."""
    log = start_backend()
    log.errors.clear()
    params = lc.llama_model_default_params()
    params.vocab_only = True
    model = lc.llama_model_load_from_file(os.fsencode(path), params)
    if not model:
        raise BadModel(f"{path.name} cannot be opened as a model: {log.reason()}.")
    template = lc.llama_model_chat_template(model, None) or b""
    return Vocabulary(model), template.decode("utf-8", "replace")


def check_base(path: Path) -> str:
    """The architecture, known before any work. Raises ``BadModel``."""
    if path.is_dir():
        from scriptwriter.training.hf_folder import architecture_of

        architecture = architecture_of(path)
    else:
        architecture = str(gguf_file.metadata(gguf_file.read(path)).get("general.architecture", ""))
    layout.check_architecture(architecture)
    return architecture


def load_base(path: Path, work: Path, wanted: str = "") -> Base:
    """A GGUF file or a Hugging Face folder as a base. ``wanted``: cue, plain, chat, or empty to detect it.

    Raises ``BadModel`` with the reason.
    """
    architecture = check_base(path)
    if path.is_dir():
        from scriptwriter.training import hf_folder

        model = hf_folder.load(path)
        template = hf_folder.write_gguf(path, model, architecture, work)
    else:
        model, template = _load_gguf(path), path
    vocabulary, chat_template = open_vocabulary(template)
    kind = ModelFormat(wanted) if wanted else detect_format(vocabulary, chat_template)
    cue_ids = {name: vocabulary.single(name) for name in CUE_TOKENS}
    known = {name: token for name, token in cue_ids.items() if token is not None}
    if kind is ModelFormat.CUE and len(known) < len(CUE_TOKENS):
        raise BadModel("The model does not have the control tokens of the cue format.")
    context = min(model.config.max_position_embeddings, MOST_CONTEXT)
    stop = known[STOP] if kind is ModelFormat.CUE else _end_token(vocabulary)
    model.config.use_cache = False
    return Base(model, architecture, template, vocabulary, kind, context, stop, known)


def _end_token(vocabulary: Vocabulary) -> int:
    eos = int(lc.llama_vocab_eos(vocabulary.handle))
    if eos >= 0:
        return eos
    if vocabulary.enders:
        return min(vocabulary.enders)
    raise BadModel("The model has no token that ends a text.")


def _load_gguf(path: Path) -> Any:
    reader = gguf_file.read(path)
    meta = gguf_file.metadata(reader)
    architecture = meta["general.architecture"]
    names = {tensor.name for tensor in reader.tensors}
    vocabulary = next((int(t.shape[1]) for t in reader.tensors if t.name == "token_embd.weight"), 0)
    config = layout.config_of(meta, names, vocabulary)
    try:
        state, factors = _weights(reader, architecture, config)
        model = build(config, state)
    except (ValueError, RuntimeError, KeyError, NotImplementedError) as error:
        reason = str(error).splitlines()[0][:160]
        raise BadModel(f"{path.name} cannot be loaded for training: {reason}") from error
    if factors is not None:
        rotary = model.model.rotary_emb
        rotary.inv_freq.div_(torch.from_numpy(factors).to(rotary.inv_freq))
        rotary.original_inv_freq = rotary.inv_freq.clone()
    return model


def _weights(reader: Any, architecture: str, config: Any) -> tuple[dict[str, torch.Tensor], np.ndarray | None]:
    from gguf import dequantize

    heads = config.num_attention_heads
    kv_heads = getattr(config, "num_key_value_heads", heads)
    state: dict[str, torch.Tensor] = {}
    factors = None
    for tensor in reader.tensors:
        values = dequantize(tensor.data, tensor.tensor_type).astype(np.float32, copy=False)
        if tensor.name == layout.ROPE_FACTORS:
            factors = np.array(values)
            continue
        values = layout.to_torch(architecture, tensor.name, values, heads, kv_heads)
        # The reader's arrays are views of the mapped file; training must not write there.
        state[layout.torch_name(architecture, tensor.name)] = torch.from_numpy(np.array(values))
    return state, factors


def build(config: Any, state: dict[str, torch.Tensor]) -> Any:
    """A model with these weights in float32. Raises ``ValueError`` when some are missing or too many."""
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_config(config, attn_implementation="sdpa", dtype=torch.float32)
    answer = model.load_state_dict(state, strict=False, assign=True)
    missing = [name for name in answer.missing_keys if name != "lm_head.weight" or not config.tie_word_embeddings]
    if missing or answer.unexpected_keys:
        raise ValueError(f"weights missing or unknown: {(missing + answer.unexpected_keys)[0]}")
    model.tie_weights()
    return model.float()
