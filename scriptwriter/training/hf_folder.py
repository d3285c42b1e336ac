"""A Hugging Face folder as a base: safetensors only, nothing executed, and a GGUF file made of it.

The file carries the tokenizer over to llama.cpp. Which of llama.cpp's pre-tokenizers it has is found out by trying
them on odd text: the first with the folder's own tokens is it (llama.cpp's converter keeps a list of hashes instead).
"""

import json
import os
from pathlib import Path
from typing import Any

import gguf
import torch

from scriptwriter.domain.errors import BadModel
from scriptwriter.training import gguf_file, layout

_MOST_BYTES = 64 << 20  # a tokenizer.json, the largest of the small files
_PRE_TOKENIZERS = ("gpt-2", "llama-bpe", "qwen2", "smollm", "default", "mpt", "olmo", "starcoder", "falcon")
#: Text that pre-tokenizers disagree about.
ODD_TEXT = (
    "INT. KÜCHE - NIGHT\n\nANNE\n(softly)\nI kept   your letter…  don't!! DON'T we'll\t12345 1,000.50 x_y\r\n"
    "日本語テキスト 🙂👩‍👩‍👧 naïve “quotes” — dash--dash ... café\u0301 \u00a0nbsp  end\n\n\n  <|stop|> a1b22c333"
)


def read_json(path: Path) -> dict[str, Any]:
    """A small file of a folder. Raises ``BadModel``."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise BadModel(f"{path} is too large.")
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadModel(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise BadModel(f"{path} is damaged: {error}") from error
    if not isinstance(data, dict):
        raise BadModel(f"{path} is damaged.")
    return data


def architecture_of(folder: Path) -> str:
    """What ``config.json`` says. Raises ``BadModel``, also for folders without weights in safetensors."""
    config = read_json(folder / "config.json")
    if not any(folder.glob("*.safetensors")):
        raise BadModel(f"{folder} has no weights in safetensors; other formats can carry programs and are not opened.")
    return str(config.get("model_type", ""))


def load(folder: Path) -> Any:
    """The model in float32. Raises ``BadModel``."""
    from transformers import AutoModelForCausalLM

    try:
        model = AutoModelForCausalLM.from_pretrained(
            folder,
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
            dtype=torch.float32,
            attn_implementation="sdpa",
        )
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        raise BadModel(f"{folder} cannot be loaded: {str(error).splitlines()[0][:160]}") from error
    for name in ("resid_pdrop", "embd_pdrop", "attn_pdrop", "attention_dropout"):
        if hasattr(model.config, name):
            setattr(model.config, name, 0.0)
    return model


def write_gguf(folder: Path, model: Any, architecture: str, work: Path) -> Path:
    """The folder as an F16 file in ``work``. Raises ``BadModel`` when its tokenizer cannot be carried over."""
    from transformers import AutoTokenizer

    target = work / "base.gguf"
    work.mkdir(parents=True, exist_ok=True)
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    except (OSError, ValueError, KeyError, ImportError) as error:
        raise BadModel(f"{folder} has no tokenizer that can be used: {str(error).splitlines()[0][:160]}") from error
    data = read_json(folder / "tokenizer.json")
    if data.get("model", {}).get("type") != "BPE" or "ByteLevel" not in json.dumps(data.get("pre_tokenizer")):
        raise BadModel(f"The tokenizer of {folder.name} is not byte-level BPE; convert the model to GGUF first.")
    pre = _pre_tokenizer(work, model, architecture, tokenizer, data)
    draft = work / "base.tmp"
    writer = _writer(draft, model, architecture, tokenizer, data, pre, folder.name)
    heads, kv_heads = heads_of(model.config)
    for name, parameter in named_weights(model):
        own = layout.gguf_name(architecture, name)
        values = layout.to_gguf(architecture, own, parameter.detach().numpy(), heads, kv_heads)
        writer.add_tensor(own, values.astype("float32" if values.ndim < 2 else "float16"))
    if (factors := rope_factors(model)) is not None:
        writer.add_tensor(layout.ROPE_FACTORS, factors)
    gguf_file.finish(writer)
    os.replace(draft, target)
    return target


def heads_of(config: Any) -> tuple[int, int]:
    """Heads, and heads of keys and values."""
    return config.num_attention_heads, getattr(config, "num_key_value_heads", config.num_attention_heads)


def named_weights(model: Any) -> list[tuple[str, torch.Tensor]]:
    """All weights once: a tied output layer is the embedding."""
    return list(model.named_parameters())


def rope_factors(model: Any) -> Any:
    """By how much Llama 3 slows its rotations down, float32[head size / 2]; None where they are as they were."""
    config = model.config
    rope = getattr(config, "rope_parameters", None) or {}
    kind = rope.get("rope_type", "default")
    if kind in ("default", "linear"):
        return None
    if kind != "llama3":
        raise BadModel(f"Models whose context is stretched by {kind} cannot be trained.")
    size = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    plain = 1.0 / rope["rope_theta"] ** (torch.arange(0, size, 2, dtype=torch.float32) / size)
    return (plain / model.model.rotary_emb.inv_freq.float()).numpy()


def _pre_tokenizer(work: Path, model: Any, architecture: str, tokenizer: Any, data: dict[str, Any]) -> str:
    from scriptwriter.training.base import open_vocabulary

    expected = tokenizer.encode(ODD_TEXT.replace("<|stop|>", ""), add_special_tokens=False)
    for pre in _PRE_TOKENIZERS:
        path = work / "tokens.gguf"
        gguf_file.finish(_writer(path, model, architecture, tokenizer, data, pre, "tokens"))
        try:
            vocabulary, _ = open_vocabulary(path)
        except BadModel:
            continue
        finally:
            path.unlink()
        if vocabulary.tokenize(ODD_TEXT.replace("<|stop|>", "")) == expected:
            return pre
    raise BadModel("The model's tokenizer is none that llama.cpp knows; convert the model to GGUF first.")


def _writer(
    path: Path, model: Any, architecture: str, tokenizer: Any, data: dict[str, Any], pre: str, name: str
) -> gguf.GGUFWriter:
    config = model.config
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_string("general.name", name)
    writer.add_file_type(gguf_file.FILE_TYPES["F16"])
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    heads, kv_heads = heads_of(config)
    writer.add_head_count(heads)
    writer.add_vocab_size(config.vocab_size)
    if architecture == "gpt2":
        writer.add_feed_forward_length(config.n_inner or 4 * config.n_embd)
        writer.add_layer_norm_eps(config.layer_norm_epsilon)
    else:
        writer.add_feed_forward_length(config.intermediate_size)
        writer.add_head_count_kv(kv_heads)
        writer.add_layer_norm_rms_eps(config.rms_norm_eps)
        rope = config.rope_parameters
        writer.add_rope_freq_base(rope["rope_theta"])
        if rope.get("rope_type") == "linear":
            writer.add_rope_scaling_type(gguf.RopeScalingType.LINEAR)
            writer.add_rope_scaling_factor(rope["factor"])
        size = getattr(config, "head_dim", None) or config.hidden_size // heads
        writer.add_key_length(size)
        writer.add_value_length(size)
        if architecture == "llama":
            writer.add_rope_dimension_count(size)
    _add_tokenizer(writer, config, tokenizer, data, pre)
    return writer


def _add_tokenizer(writer: gguf.GGUFWriter, config: Any, tokenizer: Any, data: dict[str, Any], pre: str) -> None:
    names = {number: text for text, number in tokenizer.get_vocab().items()}
    added = {entry["id"]: entry.get("special", False) for entry in data.get("added_tokens", [])}
    tokens, kinds = [], []
    for number in range(config.vocab_size):
        text = names.get(number)
        tokens.append(text if text is not None else f"[unused{number}]")
        if text is None:
            kinds.append(gguf.TokenType.UNUSED)
        elif number in added:
            kinds.append(gguf.TokenType.CONTROL if added[number] else gguf.TokenType.USER_DEFINED)
        else:
            kinds.append(gguf.TokenType.NORMAL)
    merges = [pair if isinstance(pair, str) else " ".join(pair) for pair in data["model"]["merges"]]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(pre)
    writer.add_token_list(tokens)
    writer.add_token_types(kinds)
    writer.add_token_merges(merges)
    for add, number in (
        (writer.add_bos_token_id, tokenizer.bos_token_id),
        (writer.add_eos_token_id, tokenizer.eos_token_id),
        (writer.add_pad_token_id, tokenizer.pad_token_id),
    ):
        if number is not None:
            add(number)
    first = tokenizer("a").input_ids[:1]
    writer.add_add_bos_token(tokenizer.bos_token_id is not None and first == [tokenizer.bos_token_id])
    template = tokenizer.chat_template
    if isinstance(template, str) and template:
        writer.add_chat_template(template)
