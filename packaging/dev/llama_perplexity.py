"""Does a model file work unchanged in llama.cpp's own tools, and do they find the same perplexity?

    python packaging/dev/llama_perplexity.py MODEL.gguf TEXT.txt [--context 512] [--work FOLDER]

Builds ``llama-perplexity`` from the source distribution of the binding that is installed (some minutes, once), lets it
read the text, and reads the same text through the binding by the same rule: pieces of CONTEXT tokens, of each the
second half counts. Prints JSON; the exit code is 1 when the two differ by more than 1 %.
"""

import argparse
import importlib.metadata
import json
import math
import re
import subprocess
import sys
import tarfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "packaging" / "dev")]

import llama_wheel  # noqa: E402

from scriptwriter.training.base import open_vocabulary  # noqa: E402
from scriptwriter.training.verify import Reader, nats  # noqa: E402

_BINDING = "llama-cpp-python"
_MOST = 0.01


def built(work: Path) -> Path:
    """The tool; built when it is not there."""
    version = importlib.metadata.version(_BINDING)
    folder = work / f"llama-{version}"
    tool = folder / "bin" / "llama-perplexity"
    if tool.exists():
        return tool
    work.mkdir(parents=True, exist_ok=True)
    fetch = ["download", "--no-deps", "--no-binary", ":all:", f"{_BINDING}=={version}"]
    subprocess.run([sys.executable, "-m", "pip", *fetch, "-d", work], check=True, stdout=sys.stderr)
    archive = next(work.glob("llama_cpp_python-*.tar.gz"))
    with tarfile.open(archive) as packed:
        packed.extractall(work, filter="data")
    source = work / archive.name.removesuffix(".tar.gz") / "vendor" / "llama.cpp"
    options = ["-DCMAKE_BUILD_TYPE=Release", "-DLLAMA_CURL=OFF", "-DLLAMA_BUILD_TESTS=OFF", "-DBUILD_SHARED_LIBS=OFF"]
    configure = ["cmake", "-S", source, "-B", folder, *options, *llama_wheel.flags().split()]
    subprocess.run(configure, check=True, stdout=sys.stderr)
    subprocess.run(["cmake", "--build", folder, "-j2", "--target", tool.name], check=True, stdout=sys.stderr)
    return tool


def of_the_tool(tool: Path, model: Path, text: Path, context: int) -> float:
    """What llama-perplexity finds."""
    command = [tool, "-m", model, "-f", text, "-c", str(context), "-b", str(context)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = re.search(r"Final estimate: PPL = ([\d.]+)", done.stdout + done.stderr)
    if found is None:
        raise SystemExit(f"llama-perplexity has no estimate:\n{(done.stdout + done.stderr)[-2000:]}")
    return float(found[1])


def of_the_binding(model: Path, text: Path, context: int) -> tuple[float, int]:
    """The same through the binding, and how many tokens counted."""
    vocabulary, _ = open_vocabulary(model)
    ids = np.array(vocabulary.tokenize(text.read_text(encoding="utf-8")), dtype=np.int32)
    reader, total, count = Reader(model, context, 2), 0.0, 0
    first = context // 2
    try:
        for start in range(0, len(ids) - context + 1, context):
            piece = ids[start : start + context]
            if vocabulary.adds_bos:
                piece = np.concatenate([[vocabulary.bos], piece[1:]]).astype(np.int32)
            wanted = np.zeros(context, bool)
            wanted[first : context - 1] = True
            total += nats(reader.logits(piece, wanted), ids[start + first + 1 : start + context])
            count += context - 1 - first
    finally:
        reader.close()
    return math.exp(total / max(count, 1)), count


def main() -> int:
    """Build, measure, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("--context", type=int, default=512)
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "llama-tools")
    options = parser.parse_args()
    theirs = of_the_tool(built(options.work), options.model, options.text, options.context)
    ours, tokens = of_the_binding(options.model, options.text, options.context)
    apart = abs(ours / theirs - 1)
    print(
        json.dumps(
            {
                "model": options.model.name,
                "llama-perplexity": theirs,
                "binding": round(ours, 4),
                "apart": round(apart, 6),
                "tokens": tokens,
            },
            indent=1,
        )
    )
    return int(apart > _MOST)


if __name__ == "__main__":
    raise SystemExit(main())
