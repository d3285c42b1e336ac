"""Tiny random models of the four architectures with the bundled model's tokenizer, and small corpora."""

import json
from pathlib import Path
from typing import Any

import gguf
import numpy as np

from scriptwriter.training import gguf_file, layout
from tests import bundled

_TOKENIZER = ("tokens", "token_type", "merges")
CONTEXT, WIDTH, HEADS, KV_HEADS, SIZE, INNER, LAYERS = 128, 64, 4, 2, 16, 96, 2

SPEECHES = {
    "ANNE": "The lamp is lit, the tea is hot, and nobody shall leave this house before the rain has stopped.",
    "TOM": "I count the ships each evening, and each evening there is one ship fewer in the old harbour.",
}


def _metadata(writer: gguf.GGUFWriter, architecture: str) -> None:
    writer.add_string("general.name", f"tiny {architecture}")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    if architecture == "gpt2":
        writer.add_layer_norm_eps(1e-5)
    else:
        writer.add_head_count_kv(KV_HEADS)
        writer.add_layer_norm_rms_eps(1e-6)
        writer.add_rope_freq_base(10000.0)
        writer.add_key_length(SIZE)
        writer.add_value_length(SIZE)
        if architecture == "llama":
            writer.add_rope_dimension_count(SIZE)
    for field in gguf_file.read(bundled.FILE).fields.values():
        if field.name.startswith("tokenizer."):
            gguf_file.copy_field(writer, field)


def _shapes(architecture: str, vocabulary: int) -> dict[str, tuple[int, ...]]:
    """Shapes as numpy has them: rows are outputs."""
    found: dict[str, tuple[int, ...]] = {"token_embd.weight": (vocabulary, WIDTH), "output_norm.weight": (WIDTH,)}
    kv = KV_HEADS * SIZE
    if architecture == "gpt2":
        found |= {"position_embd.weight": (CONTEXT, WIDTH), "output_norm.bias": (WIDTH,)}
    for block in range(LAYERS):
        name = f"blk.{block}."
        if architecture == "gpt2":
            linear = {
                "attn_qkv": (3 * WIDTH, WIDTH),
                "attn_output": (WIDTH, WIDTH),
                "ffn_up": (INNER, WIDTH),
                "ffn_down": (WIDTH, INNER),
            }
            for part, shape in linear.items():
                found |= {f"{name}{part}.weight": shape, f"{name}{part}.bias": shape[:1]}
            for part in ("attn_norm", "ffn_norm"):
                found |= {f"{name}{part}.weight": (WIDTH,), f"{name}{part}.bias": (WIDTH,)}
            continue
        found |= {
            f"{name}attn_norm.weight": (WIDTH,),
            f"{name}attn_q.weight": (WIDTH, WIDTH),
            f"{name}attn_k.weight": (kv, WIDTH),
            f"{name}attn_v.weight": (kv, WIDTH),
            f"{name}attn_output.weight": (WIDTH, WIDTH),
            f"{name}ffn_norm.weight": (WIDTH,),
            f"{name}ffn_gate.weight": (INNER, WIDTH),
            f"{name}ffn_up.weight": (INNER, WIDTH),
            f"{name}ffn_down.weight": (WIDTH, INNER),
        }
        if architecture == "qwen2":
            found |= {f"{name}attn_{part}.bias": (size,) for part, size in (("q", WIDTH), ("k", kv), ("v", kv))}
        if architecture == "qwen3":
            found |= {f"{name}attn_{part}_norm.weight": (SIZE,) for part in "qk"}
    return found


def make_model(path: Path, architecture: str = "qwen3", seed: int = 1) -> Path:
    """A model with random weights in an F16 file."""
    dice = np.random.default_rng(seed)
    writer = gguf.GGUFWriter(path, architecture)
    _metadata(writer, architecture)
    for name, shape in _shapes(architecture, 16384).items():
        values = dice.normal(1 if "norm.weight" in name else 0, 0.1, shape)
        writer.add_tensor(name, values.astype(np.float32 if len(shape) < 2 else np.float16))
    gguf_file.finish(writer)
    assert architecture not in layout.ARCHITECTURES or path.exists()
    return path


def make_folder(folder: Path, architecture: str) -> Path:
    """A Hugging Face folder: random weights in safetensors, and the bundled model's tokenizer rebuilt."""
    import torch
    from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers
    from transformers import AutoModelForCausalLM, LlamaConfig, PreTrainedTokenizerFast, Qwen3Config

    data = {name: gguf_file.read(bundled.FILE).fields[f"tokenizer.ggml.{name}"].contents() for name in _TOKENIZER}
    special = [
        AddedToken(t, special=True) for t, kind in zip(data["tokens"], data["token_type"], strict=True) if kind == 3
    ]
    merges = [tuple(pair.split(" ")) for pair in data["merges"]]
    tokenizer = Tokenizer(models.BPE({text: at for at, text in enumerate(data["tokens"])}, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(special)
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token=special[0].content).save_pretrained(folder)
    torch.manual_seed(1)
    kind = {"qwen3": Qwen3Config, "llama": LlamaConfig}[architecture]
    config = kind(
        vocab_size=len(data["tokens"]),
        hidden_size=WIDTH,
        intermediate_size=INNER,
        num_hidden_layers=LAYERS,
        num_attention_heads=HEADS,
        num_key_value_heads=KV_HEADS,
        head_dim=SIZE,
        max_position_embeddings=CONTEXT,
        tie_word_embeddings=architecture == "qwen3",
        initializer_range=0.1,
    )
    AutoModelForCausalLM.from_config(config).save_pretrained(folder)
    return folder


def make_corpus(folder: Path, count: int = 14) -> Path:
    """Scripts of two characters who always say the same, in works of two documents."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for number in range(count):
        blocks = ["INT. HARBOUR HOUSE - NIGHT"]
        for turn in range(4):
            name = ("ANNE", "TOM")[(number + turn) % 2]
            blocks.append(f"{name}\n{SPEECHES[name]}")
        lines.append(
            {
                "work": f"work {number // 2}",
                "kind": "script",
                "form": "script",
                "genre": "drama",
                "split": "held-out" if number >= count - 4 else "train",
                "language": "en",
                "text": "\n\n".join(blocks),
            }
        )
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (folder / "documents.jsonl").write_text(text, encoding="utf-8")
    return folder


def fields(folder: Path, base: Path, corpus: Path, **more: Any) -> dict[str, Any]:
    """What a ``Job`` is made of."""
    return {
        "name": "tiny",
        "corpus": str(corpus),
        "base": str(base),
        "out": str(folder / "out"),
        "work": str(folder / "work"),
        "method": "full",
        "epochs": 2,
        "learning_rate": 3e-3,
        "batch_tokens": 512,
        "threads": 1,
        **more,
    }
