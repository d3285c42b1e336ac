"""Train the bundled model further, on the token files of the first training.

    python packaging/dev/continue_base.py BASE.gguf OUT.gguf --tokens FOLDER --work FOLDER [--budget 5000000]

FOLDER holds drama.bin.xz and fic*.bin.xz, xz over little-endian 16-bit ids, and val_drama and val_fiction to measure
on. Muon for the matrices (Keller Jordan, https://kellerjordan.github.io/posts/muon), AdamW for embeddings and norms;
the rate warms up over twenty steps and falls to nothing over the budget. Cues are read, but no loss is taken on them.
The state is kept every ten minutes and when the process is told to end (SIGTERM); the same command goes on from there,
and another --budget only stretches the fall of the rate. OUT is written as F16; quantize it with llama.cpp.

--keep 0.2: of the weights, a fifth are BASE's in the end (WiSE-FT, Wortsman et al. 2021, https://arxiv.org/abs/2109.01903).
"""

import argparse
import json
import lzma
import math
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import torch
from torch.nn import functional

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from scriptwriter.training.base import Base, load_base  # noqa: E402
from scriptwriter.training.export import export_model  # noqa: E402

CUE, GO, IGNORED = 2, 6, -100
WARM_UP, KEEP_SECONDS, SAY_STEPS = 20, 600, 10


@dataclass
class Progress:
    """How far a run is: steps made, tokens read, seconds of work."""

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0


class Tokens:
    """Token files as one array: rows of ``length`` + 1 ids, each stretch once before any comes again."""

    def __init__(self, files: Sequence[Path], work: Path, length: int, seed: int) -> None:
        self.length, self.seed = length, seed
        self.ids = np.concatenate([_unpacked(file, work) for file in files])

    def row(self, number: int) -> np.ndarray:
        """int64[length + 1]; every pass over the text cuts it elsewhere and has another order."""
        rows = (len(self.ids) - self.length - 1) // self.length - 1
        turn, at = divmod(number, rows)
        random = np.random.default_rng((self.seed, turn))
        start = int(random.integers(self.length)) + int(random.permutation(rows)[at]) * self.length
        return self.ids[start : start + self.length + 1].astype(np.int64)


def _unpacked(file: Path, work: Path) -> np.ndarray:
    plain = work / (file.name.removesuffix(".bin.xz") + ".npy")
    if not plain.exists():
        values = np.frombuffer(lzma.decompress(file.read_bytes()), "<u2")
        _replace(plain, lambda target: np.save(target, values))
    return np.load(plain, mmap_mode="r")


def _replace(path: Path, write: Callable[[BinaryIO], object]) -> None:
    draft = path.with_name(path.name + ".part")
    with draft.open("wb") as target:
        write(target)
    os.replace(draft, path)


def nats(model: Any, ids: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """The model's loss, as it computes."""
    logits = model(input_ids=ids, use_cache=False).logits
    return functional.cross_entropy(logits.flatten(0, 1).float(), wanted, ignore_index=IGNORED)


def nats_in_bfloat16(model: Any, ids: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """The same with products in bfloat16: five times as fast on a processor with units for it."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        return nats(model, ids, wanted)


Compute = Callable[[Any, torch.Tensor, torch.Tensor], torch.Tensor]


def targets(rows: np.ndarray) -> np.ndarray:
    """What is to be foretold, int64[n, length]: not the cue, which is asked and not written."""
    asked = (np.cumsum(rows == CUE, 1) > np.cumsum(rows == GO, 1)) | (rows == GO)
    return np.where(asked, IGNORED, rows)[:, 1:]


def loss_of(model: Any, rows: np.ndarray, compute: Compute = nats) -> torch.Tensor:
    """Mean nats per token. ``rows``: int64[n, length + 1]."""
    return compute(model, torch.from_numpy(rows[:, :-1].copy()), torch.from_numpy(targets(rows)).flatten())


@torch.no_grad()
def measure(model: Any, ids: np.ndarray, length: int, compute: Compute = nats, rows: int = 64) -> float:
    """Held-out loss, nats per token, over stretches that lie evenly in the text."""
    model.eval()
    starts = np.linspace(0, len(ids) - length - 1, rows).astype(int)
    batches = (
        np.stack([ids[at : at + length + 1].astype(np.int64) for at in starts[i : i + 8]]) for i in range(0, rows, 8)
    )
    found = [loss_of(model, batch, compute).item() for batch in batches]
    model.train()
    return float(np.mean(found))


class Muon(torch.optim.Optimizer):
    """Momentum made orthogonal by Newton-Schulz, scaled to AdamW's steps. torch's own computes in bfloat16 always,
    which a processor without units for it does twenty times more slowly."""

    def __init__(
        self, parameters: Sequence[torch.Tensor], lr: float, dtype: torch.dtype = torch.float32, decay: float = 0.05
    ) -> None:
        super().__init__(parameters, {"lr": lr, "decay": decay})
        self.dtype = dtype

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """One step of every matrix that has a gradient."""
        for group in self.param_groups:
            for weight in group["params"]:
                momentum = self.state[weight].setdefault("momentum", torch.zeros_like(weight))
                momentum.lerp_(weight.grad, 0.05)
                change = orthogonal(weight.grad.lerp(momentum, 0.95).to(self.dtype))
                weight.mul_(1 - group["lr"] * group["decay"])
                weight.add_(change.to(weight.dtype), alpha=-group["lr"] * 0.2 * math.sqrt(max(weight.shape)))


def orthogonal(values: torch.Tensor) -> torch.Tensor:
    """The nearest matrix with singular values near one, [n, m], in five steps of Newton-Schulz."""
    x = values / (values.norm() + 1e-7)
    x = x.mT if (tall := x.size(0) > x.size(1)) else x
    for _ in range(5):
        product = x @ x.mT
        x = 3.4445 * x + (-4.7750 * product + 2.0315 * product @ product) @ x
    return x.mT if tall else x


class Run:
    """A training that can be left at any time."""

    def __init__(self, options: argparse.Namespace, base: Base) -> None:
        self.options, self.base, self.model = options, base, base.model
        hidden = [p for n, p in self.model.named_parameters() if p.dim() == 2 and "embed" not in n]
        others = [p for n, p in self.model.named_parameters() if p.dim() != 2 or "embed" in n]
        self.optimizers = (
            Muon(hidden, options.rate, torch.bfloat16 if options.bfloat16 else torch.float32),
            torch.optim.AdamW(others, lr=options.rate * 0.7, betas=(0.9, 0.95), weight_decay=0.0),
        )
        self.rates = [optimizer.param_groups[0]["lr"] for optimizer in self.optimizers]
        self.compute = nats_in_bfloat16 if options.bfloat16 else nats
        self.compiled = torch.compile(self.compute) if options.bfloat16 else self.compute
        self.progress = Progress()
        self.kept = options.work / "state.pt"
        self.log = options.work / "log.jsonl"
        folder = options.tokens
        self.drama = Tokens([folder / "drama.bin.xz"], options.work, options.length, 2 * options.seed + 1)
        self.fiction = Tokens(sorted(folder.glob("fic*.bin.xz")), options.work, options.length, 2 * options.seed + 2)
        self.stopped = False

    def resume(self) -> None:
        """Go on from what was kept, if anything was."""
        if self.kept.exists():
            state = torch.load(self.kept, weights_only=True)
            self.model.load_state_dict(state["model"])
            for optimizer, values in zip(self.optimizers, state["optimizers"], strict=True):
                optimizer.load_state_dict(values)
            self.progress = Progress(**state["progress"])

    def keep(self) -> None:
        """The whole state, or the one before it."""
        state = {
            "model": self.model.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "progress": asdict(self.progress),
        }
        _replace(self.kept, lambda target: torch.save(state, target))

    def stop(self, *_: object) -> None:
        """At the end of the step."""
        self.stopped = True

    def train(self) -> bool:
        """Until the budget is spent (true) or the run is told to end."""
        last_kept = time.monotonic()
        while self.progress.tokens < self.options.budget and not self.stopped:
            began = time.monotonic()
            loss = self._step()
            self.progress.seconds += time.monotonic() - began
            if self.progress.step % SAY_STEPS == 0:
                self._say(loss=round(loss, 4), seconds_a_step=round(time.monotonic() - began, 2))
            if time.monotonic() - last_kept > KEEP_SECONDS:
                self.keep()
                last_kept = time.monotonic()
        self.keep()
        return not self.stopped

    def _step(self) -> float:
        share = max(0.0, 1 - self.progress.tokens / self.options.budget)
        factor = min(1.0, (self.progress.step + 1) / WARM_UP) * share
        for optimizer, rate in zip(self.optimizers, self.rates, strict=True):
            for group in optimizer.param_groups:
                group["lr"] = rate * factor
        total = 0.0
        for part in range(self.options.parts):
            rows = self._rows(self.progress.step * self.options.parts + part)
            loss = loss_of(self.model, rows, self.compiled)
            (loss / self.options.parts).backward()
            total += loss.item() / self.options.parts
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        self.progress.step += 1
        self.progress.tokens += self.options.parts * self.options.rows * self.options.length
        return total

    def _rows(self, number: int) -> np.ndarray:
        """Scripts and fiction, half and half."""
        half = self.options.rows // 2
        numbers = range(number * half, (number + 1) * half)
        return np.stack([source.row(at) for at in numbers for source in (self.drama, self.fiction)])

    def keep_first(self, first: dict[str, torch.Tensor], share: float) -> None:
        """Average the weights with those of the first model, of which ``share`` stays."""
        self.model.load_state_dict(
            {name: now.lerp(first[name], share) for name, now in self.model.state_dict().items()}
        )

    def held_out(self) -> dict[str, float]:
        """Losses in nats per token, in rows of the first model's context and of the new one's."""
        found = {}
        for name in ("drama", "fiction"):
            ids = _unpacked(self.options.tokens / f"val_{name}.bin.xz", self.options.work)
            for length in sorted({512, self.options.length}):
                found[f"{name} {length}"] = round(measure(self.model, ids, length, self.compute), 4)
        return found

    def _say(self, **more: Any) -> None:
        line = json.dumps(asdict(self.progress) | more)
        print(line, flush=True)
        with self.log.open("a") as log:
            log.write(line + "\n")


def set_context(path: Path, length: int) -> None:
    """The longer rows that it was trained on are its context now; the file still says what the first model had."""
    from gguf import GGUFReader

    reader = GGUFReader(path, "r+")
    field = next(field for name, field in reader.fields.items() if name.endswith(".context_length"))
    field.parts[field.data[0]][0] = length
    reader.data.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """Train; 1 when it was told to end before the budget was spent."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--tokens", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--budget", type=int, default=5_000_000, help="tokens to train on")
    parser.add_argument("--length", type=int, default=1024, help="tokens of a row, and of the new model's context")
    parser.add_argument("--rows", type=int, default=4, help="rows computed at once, even")
    parser.add_argument("--parts", type=int, default=2, help="of these make a step")
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=0, help="another order of the texts")
    parser.add_argument("--keep", type=float, default=0.0, help="the share of the first weights in the last ones")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--bfloat16", action="store_true", help="where the processor has units for it")
    options = parser.parse_args(arguments)
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    run = Run(options, load_base(options.base, options.work))
    first = {name: values.clone() for name, values in run.model.state_dict().items()} if options.keep else {}
    run.resume()
    signal.signal(signal.SIGTERM, run.stop)
    if not run.progress.step:
        run._say(held_out=run.held_out())
    done = run.train()
    run._say(held_out=run.held_out())
    if done:
        if first:
            run.keep_first(first, options.keep)
            run._say(kept=options.keep, held_out=run.held_out())
        export_model(run.base, run.model, options.out, "scriptwriter")
        set_context(options.out, options.length)
    return int(not done)


if __name__ == "__main__":
    raise SystemExit(main())
