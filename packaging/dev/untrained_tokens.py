"""Take tokens out of a model's tokenizer that stand in none of its training texts.

    python packaging/dev/untrained_tokens.py MODEL.gguf OUT.gguf TOKENS.bin.xz… [--least 100]

The tokenizer was made of more texts than the model has read: names of held-out plays are tokens of their own that it
never saw, and where such a name stands in a text the model takes it for any of the others. Without the merges that make
them, these names are spelled in pieces that it knows. Tokens that stand fewer than ``least`` times in training texts
(xz over little-endian 16-bit ids) and that no other one is made of lose their merge. Weights stay as they are.
"""

import argparse
import lzma
from collections.abc import Sequence
from pathlib import Path

import gguf
import numpy as np

from scriptwriter.training import gguf_file

TOKENS, MERGES = "tokenizer.ggml.tokens", "tokenizer.ggml.merges"
ARCHITECTURE = "general.architecture"


def counts(files: Sequence[Path], size: int) -> np.ndarray:
    """int64[size]: how often each token stands in the files."""
    found = np.zeros(size, np.int64)
    for file in files:
        found += np.bincount(np.frombuffer(lzma.decompress(file.read_bytes()), "<u2"), minlength=size)
    return found


def kept_merges(tokens: Sequence[str], merges: Sequence[str], often: Sequence[bool]) -> list[str]:
    """Merges, as ``left right``, that lead to a token that stands often enough."""
    parts = {merge.replace(" ", ""): merge.split(" ") for merge in merges}
    needed: set[str] = set()
    waiting = [token for token, enough in zip(tokens, often, strict=True) if enough]
    while waiting:
        token = waiting.pop()
        if token not in needed:
            needed.add(token)
            waiting += parts.get(token, [])
    return [merge for merge in merges if merge.replace(" ", "") in needed]


def main() -> None:
    """Write OUT."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("tokens", type=Path, nargs="+")
    parser.add_argument("--least", type=int, default=100)
    options = parser.parse_args()
    reader = gguf_file.read(options.model)
    tokens, merges, architecture = (reader.fields[name].contents() for name in (TOKENS, MERGES, ARCHITECTURE))
    kept = kept_merges(tokens, merges, (counts(options.tokens, len(tokens)) >= options.least).tolist())
    writer = gguf.GGUFWriter(options.out, architecture)
    for field in reader.fields.values():
        if field.name == MERGES:
            writer.add_token_merges(kept)
        elif not field.name.startswith("GGUF.") and field.name != ARCHITECTURE:
            gguf_file.copy_field(writer, field)
    for tensor in reader.tensors:
        writer.add_tensor(tensor.name, tensor.data, raw_dtype=tensor.tensor_type)
    gguf_file.finish(writer)
    print(f"{len(merges) - len(kept)} of {len(merges)} merges taken out.")


if __name__ == "__main__":
    main()
