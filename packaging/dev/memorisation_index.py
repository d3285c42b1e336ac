"""The memorisation index of a bundled model, from the token files that it was trained on.

    python packaging/dev/memorisation_index.py --tokenizer tokenizer.json --about "…" OUT.copied TOKENS.bin.xz…

A token file is xz over little-endian 16-bit ids of a byte-level vocabulary. The first eight ids are control tokens:
0 ends a document, what stands from 2 (cue) to 6 (go) is what the model was asked and no text.
"""

import argparse
import json
import lzma
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from scriptwriter.services.copied_index import MAX_BYTES, build  # noqa: E402

END, CUE, GO, CONTROL = 0, 2, 6, 8


def spellings(tokenizer: Path) -> list[bytes]:
    """What each id stands for; control tokens for nothing."""
    vocabulary: dict[str, int] = json.loads(tokenizer.read_text(encoding="utf-8"))["model"]["vocab"]
    letters = _letters()
    found = [b""] * (1 << 16)
    for spelt, number in vocabulary.items():
        if number >= CONTROL:
            found[number] = bytes(letters[letter] for letter in spelt)
    return found


def _letters() -> dict[str, int]:
    """GPT-2's table: bytes that can be seen stand for themselves, the others for letters from U+0100 on."""
    seen = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    unseen = [byte for byte in range(256) if byte not in seen]
    return {chr(byte): byte for byte in seen} | {chr(256 + at): byte for at, byte in enumerate(unseen)}


def documents(ids: np.ndarray, table: Sequence[bytes]) -> Iterator[str]:
    """The texts of a token file, without cues and control tokens."""
    start = 0
    for end in [*np.flatnonzero(ids == END).tolist(), len(ids)]:
        one = ids[start:end]
        start = end + 1
        asked = np.cumsum(one == CUE) > np.cumsum(one == GO)
        text = b"".join(map(table.__getitem__, one[~asked].tolist()))
        if text.strip():
            yield text.decode("utf-8", "replace")


def texts(files: Sequence[Path], table: Sequence[bytes], say: Callable[[str], None]) -> Iterator[str]:
    """The texts of all files, one file in memory at a time."""
    began = time.monotonic()
    for file in files:
        yield from documents(np.frombuffer(lzma.decompress(file.read_bytes()), "<u2"), table)
        say(f"{file.name}: read, {time.monotonic() - began:.0f} s")


def main(arguments: Sequence[str] | None = None) -> int:
    """Make an index; 1 when it is larger than may be shipped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("tokens", type=Path, nargs="+")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--about", default="", help="what the texts are")
    options = parser.parse_args(arguments)
    made = build(texts(options.tokens, spellings(options.tokenizer), print), options.target, options.about)
    assert made is not None
    print(f"{made.words:,} words in {made.texts:,} texts, {made.grams:,} runs of {made.k}, {made.levels} levels")
    print(f"{options.target}: {made.size / 1e6:.1f} MB")
    return int(made.size > MAX_BYTES)


if __name__ == "__main__":
    sys.exit(main())
