"""The counts of words, pairs and triples that the realism score compares with, from token files.

    python packaging/dev/word_usage.py --tokenizer tokenizer.json FOLDER/usage.npz TOKENS.bin.xz…

FOLDER is the data folder that ``scriptwriter realism train`` is given. Token files are those of
``memorisation_index.py``. Takes about seven minutes and several gigabytes of memory for a hundred million words.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from memorisation_index import ROOT, spellings, texts

sys.path.insert(0, str(ROOT))

from scriptwriter.realism.usage import count_usage


def main(arguments: Sequence[str] | None = None) -> int:
    """Count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("target", type=Path)
    parser.add_argument("tokens", type=Path, nargs="+")
    parser.add_argument("--tokenizer", type=Path, required=True)
    options = parser.parse_args(arguments)
    made = count_usage(texts(options.tokens, spellings(options.tokenizer), print))
    np.savez_compressed(options.target, **made.arrays())
    print(f"{len(made.keys):,} words; {options.target}: {options.target.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
