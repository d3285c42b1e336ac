"""The four architectures, in both worlds: names and shapes of tensors, configuration and metadata.

What a GGUF file calls ``blk.3.attn_q.weight`` transformers calls ``model.layers.3.self_attn.q_proj.weight``. Some
tensors are laid out differently, too: llama.cpp rotates neighbours where transformers rotates halves, so the rows of
llama's queries and keys are permuted, and GPT-2's linear layers are transposed. One table serves both directions, so
that what was read is written back exactly (llama.cpp's ``convert_hf_to_gguf.py``).
"""

import re
from typing import Any

import numpy as np

from scriptwriter.domain.errors import BadModel

ARCHITECTURES = ("llama", "qwen2", "qwen3", "gpt2")

_PARTS = {
    "attn_norm": "input_layernorm",
    "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj",
    "attn_v": "self_attn.v_proj",
    "attn_output": "self_attn.o_proj",
    "attn_q_norm": "self_attn.q_norm",
    "attn_k_norm": "self_attn.k_norm",
    "ffn_norm": "post_attention_layernorm",
    "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj",
    "ffn_down": "mlp.down_proj",
}
_WHOLE = {"token_embd": "model.embed_tokens", "output_norm": "model.norm", "output": "lm_head"}
_GPT2_PARTS = {
    "attn_norm": "ln_1",
    "attn_qkv": "attn.c_attn",
    "attn_output": "attn.c_proj",
    "ffn_norm": "ln_2",
    "ffn_up": "mlp.c_fc",
    "ffn_down": "mlp.c_proj",
}
_GPT2_WHOLE = {
    "token_embd": "transformer.wte",
    "position_embd": "transformer.wpe",
    "output_norm": "transformer.ln_f",
    "output": "lm_head",
}
#: Rotary frequencies of Llama 3: a table beside the weights, no weight.
ROPE_FACTORS = "rope_freqs.weight"
_BLOCK = re.compile(r"blk\.(\d+)\.(\w+)\.(weight|bias)")
#: What LoRA is put on: every linear layer of a block.
LORA_TARGETS = {
    "gpt2": ["c_attn", "c_proj", "c_fc"],
    "llama": ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"],
}
LORA_TARGETS["qwen2"] = LORA_TARGETS["qwen3"] = LORA_TARGETS["llama"]


def check_architecture(name: str) -> None:
    """Raises ``BadModel`` for an architecture that cannot be trained here."""
    if name not in ARCHITECTURES:
        known = ", ".join(ARCHITECTURES)
        raise BadModel(f"Models of the architecture {name or '(none)'} cannot be trained; these can: {known}.")


def torch_name(architecture: str, name: str) -> str:
    """``blk.0.attn_q.weight`` to transformers' name. Raises ``BadModel`` for a tensor that has no place there."""
    parts, whole, prefix = (
        (_GPT2_PARTS, _GPT2_WHOLE, "transformer.h") if architecture == "gpt2" else (_PARTS, _WHOLE, "model.layers")
    )
    if found := _BLOCK.fullmatch(name):
        number, part, kind = found.groups()
        if part in parts:
            return f"{prefix}.{number}.{parts[part]}.{kind}"
    stem, _, kind = name.rpartition(".")
    if stem in whole and kind in ("weight", "bias"):
        return f"{whole[stem]}.{kind}"
    raise BadModel(f"The model has a tensor {name}, which {architecture} models that can be trained do not have.")


def gguf_name(architecture: str, name: str) -> str:
    """The way back: transformers' name of a parameter to llama.cpp's."""
    parts, whole = (_GPT2_PARTS, _GPT2_WHOLE) if architecture == "gpt2" else (_PARTS, _WHOLE)
    stem, _, kind = name.rpartition(".")
    for short, long in whole.items():
        if stem == long:
            return f"{short}.{kind}"
    found = re.fullmatch(r"(?:transformer\.h|model\.layers)\.(\d+)\.(.+)", stem)
    for short, long in parts.items():
        if found is not None and found[2] == long:
            return f"blk.{found[1]}.{short}.{kind}"
    raise BadModel(f"The model has a parameter {name}, which llama.cpp has no place for.")


def to_torch(architecture: str, name: str, values: np.ndarray, heads: int, kv_heads: int) -> np.ndarray:
    """A tensor of a GGUF file as transformers lays it out. ``values`` float32[rows, columns] or [rows]."""
    if architecture == "gpt2" and _is_linear(name):
        return np.ascontiguousarray(values.T)
    if rotated := _rotated_heads(architecture, name, heads, kv_heads):
        half = values.shape[0] // rotated // 2
        return values.reshape(rotated, half, 2, *values.shape[1:]).swapaxes(1, 2).reshape(values.shape)
    return values


def to_gguf(architecture: str, name: str, values: np.ndarray, heads: int, kv_heads: int) -> np.ndarray:
    """The way back; ``name`` is the GGUF file's."""
    if architecture == "gpt2" and _is_linear(name):
        return np.ascontiguousarray(values.T)
    return permute_rows(architecture, name, values, heads, kv_heads)


def permute_rows(architecture: str, name: str, values: np.ndarray, heads: int, kv_heads: int) -> np.ndarray:
    """Only the order of the rows, which a LoRA adapter's B matrix shares with its layer."""
    if rotated := _rotated_heads(architecture, name, heads, kv_heads):
        half = values.shape[0] // rotated // 2
        return values.reshape(rotated, 2, half, *values.shape[1:]).swapaxes(1, 2).reshape(values.shape)
    return values


def _is_linear(name: str) -> bool:
    return name.endswith(("attn_qkv.weight", "attn_output.weight", "ffn_up.weight", "ffn_down.weight"))


def _rotated_heads(architecture: str, name: str, heads: int, kv_heads: int) -> int:
    if architecture != "llama":
        return 0
    part = name.split(".")[-2]
    return heads if part == "attn_q" else kv_heads if part == "attn_k" else 0


def config_of(meta: dict[str, Any], tensors: set[str], vocabulary: int) -> Any:
    """The transformers configuration for a file's metadata. Raises ``BadModel`` for what is not supported."""
    from transformers import GPT2Config, LlamaConfig, Qwen2Config, Qwen3Config

    architecture = meta["general.architecture"]

    def get(key: str, default: Any = None) -> Any:
        value = meta.get(f"{architecture}.{key}", default)
        if value is None:
            raise BadModel(f"The model file does not say its {architecture}.{key}.")
        return value

    tied = "output.weight" not in tensors
    context, width, layers = get("context_length"), get("embedding_length"), get("block_count")
    heads = get("attention.head_count")
    if architecture == "gpt2":
        return GPT2Config(
            vocab_size=vocabulary,
            n_positions=context,
            n_embd=width,
            n_layer=layers,
            n_head=heads,
            n_inner=get("feed_forward_length"),
            layer_norm_epsilon=get("attention.layer_norm_epsilon"),
            tie_word_embeddings=tied,
            resid_pdrop=0.0,
            embd_pdrop=0.0,
            attn_pdrop=0.0,
            bos_token_id=None,
            eos_token_id=None,
        )
    if get("expert_count", 0):
        raise BadModel("Models with experts (mixture of experts) cannot be trained.")
    kind = {"llama": LlamaConfig, "qwen2": Qwen2Config, "qwen3": Qwen3Config}[architecture]
    extra: dict[str, Any] = {}
    if architecture == "llama":
        extra["attention_bias"] = "blk.0.attn_q.bias" in tensors
        extra["mlp_bias"] = "blk.0.ffn_gate.bias" in tensors
    # Qwen2's configuration knows no head size of its own and transformers' default for Qwen3 is 128.
    if architecture != "qwen2":
        extra["head_dim"] = get("attention.key_length", width // heads)
    elif get("attention.key_length", width // heads) != width // heads:
        raise BadModel("Qwen2 models with a head size of their own cannot be trained.")
    return kind(
        vocab_size=vocabulary,
        hidden_size=width,
        intermediate_size=get("feed_forward_length"),
        num_hidden_layers=layers,
        num_attention_heads=heads,
        num_key_value_heads=get("attention.head_count_kv", heads),
        max_position_embeddings=context,
        rms_norm_eps=get("attention.layer_norm_rms_epsilon"),
        rope_parameters=_rope(get("rope.freq_base", 10000.0), meta, architecture),
        tie_word_embeddings=tied,
        bos_token_id=None,
        eos_token_id=None,
        pad_token_id=None,
        **extra,
    )


def _rope(base: float, meta: dict[str, Any], architecture: str) -> dict[str, Any]:
    scaling = meta.get(f"{architecture}.rope.scaling.type", "none")
    if scaling == "none":
        return {"rope_type": "default", "rope_theta": base}
    if scaling == "linear":
        factor = meta[f"{architecture}.rope.scaling.factor"]
        return {"rope_type": "linear", "rope_theta": base, "factor": factor}
    raise BadModel(f"Models whose context is stretched by {scaling} cannot be trained.")
