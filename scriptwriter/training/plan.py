"""What "auto" and zero come to: from the corpus, the model and this machine. And whether there is room at all.

The figures are rules of thumb for language models of 10 million to 3 billion parameters, set so that a writer who knows
none of them gets a good model; the early end (``patience``) forgives too many epochs.
"""

import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import torch

from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.engine.llama_model import usable_threads
from scriptwriter.services.training_job import Job, Method, Output
from scriptwriter.training.base import Base

#: Up to here every weight is trained; larger models get LoRA, which needs no optimizer state for them.
_FULL_PARAMETERS = 200_000_000
#: With fewer tokens than this, training every weight learns the corpus by heart.
_FULL_TOKENS = 20_000
#: bf16 has to win by so much before its rounding is worth it.
_BF16_GAIN = 1.3
_OVERHEAD_BYTES = 700 << 20  # Python, torch and its libraries
#: Bytes that one token keeps until the backward pass, per layer and unit of width; a guess from above.
_ACTIVATION_BYTES = 110
_EVALUATIONS = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything decided. ``micro_rows`` rows go through the model at once, ``accumulation`` times a step."""

    method: Method
    epochs: float
    learning_rate: float
    batch_tokens: int
    micro_rows: int
    accumulation: int
    rank: int
    precision: str
    threads: int
    warmup: float = 0.06
    weight_decay: float = 0.01
    evaluations: int = _EVALUATIONS
    why: tuple[str, ...] = ()


def threads_for(job: Job) -> int:
    """The asked number of threads, or one for each processor that this process may use."""
    return job.threads or usable_threads()


def decide(job: Job, base: Base, train_tokens: int) -> Settings:
    """The settings of a run on a corpus with so many tokens to learn."""
    why: list[str] = []
    parameters = base.parameters
    method = _method(job, parameters, train_tokens, why)
    epochs = job.epochs or _epochs(train_tokens, why)
    rate = job.learning_rate or _learning_rate(method, parameters)
    threads = threads_for(job)
    size = base.context
    # At least some thirty steps an epoch, or a small corpus is over before it has begun.
    # A voice learns a part of each row only, and less of it must not mean fewer steps.
    most = 2 * size if job.output is Output.ADAPTER else 8192
    batch = job.batch_tokens or min(max(train_tokens // 30, 2 * size), max(most, 2 * size))
    # Logits, their gradient and their exponentials stay below half a gigabyte: most of a row is learned.
    per_row = max(size * base.vocabulary.size * 4 * 3, 1)
    micro = min(max((512 << 20) // per_row, 1), max(batch // size, 1), 8)
    accumulation = max(round(batch / (size * micro)), 1)
    precision = _precision(why)
    return Settings(
        method=method,
        epochs=epochs,
        learning_rate=rate,
        batch_tokens=size * micro * accumulation,
        micro_rows=micro,
        accumulation=accumulation,
        rank=(job.rank or (8 if train_tokens < 50_000 else 16)) if method is Method.LORA else 0,
        precision=precision,
        threads=threads,
        why=tuple(why),
    )


def _method(job: Job, parameters: int, tokens: int, why: list[str]) -> Method:
    if job.output is Output.ADAPTER:
        if job.method is Method.FULL:
            raise BadInput("A voice is an adapter, which is trained with LoRA; ask for a model to train every weight.")
        why.append("A voice is an adapter: LoRA.")
        return Method.LORA
    if job.method is not Method.AUTO:
        return job.method
    if parameters >= _FULL_PARAMETERS:
        why.append(f"{parameters / 1e6:.0f} million parameters are too many to train all: LoRA.")
        return Method.LORA
    if tokens < _FULL_TOKENS:
        why.append(f"{tokens} tokens are few; training every weight would learn them by heart: LoRA.")
        return Method.LORA
    why.append(f"{parameters / 1e6:.0f} million parameters and {tokens} tokens: every weight is trained.")
    return Method.FULL


def _epochs(tokens: int, why: list[str]) -> float:
    epochs = 8 if tokens < 20_000 else 6 if tokens < 200_000 else 4 if tokens < 1_000_000 else 2
    why.append(f"{tokens} tokens: at most {epochs} epochs, fewer when the held-out loss no longer falls.")
    return epochs


def fit_time(settings: Settings, minutes: float, seconds_a_row: float, rows: int, held_out: int) -> Settings:
    """So many epochs of ``rows`` rows as fit into the minutes, evaluations included; at least a tenth of one.

    Evaluations get a quarter of the time at most, but there are two at least, before and after.
    """
    # A held-out passage is about half a row, read forwards only: a third of the work.
    evaluation = held_out * seconds_a_row / 6
    evaluations = min(max(int(minutes * 15 / max(evaluation, 1e-9)), 2), settings.evaluations + 1)
    left = max(minutes * 60 - evaluations * evaluation, minutes * 20)
    epochs = round(max(left / max(seconds_a_row * rows, 1e-9), 0.1), 2)
    if epochs >= settings.epochs:
        return settings
    settings = replace(settings, evaluations=evaluations - 1)
    line = f"{rows} rows of text at {seconds_a_row:.2f} s each: {epochs:g} epochs fit into {minutes:g} minutes."
    return replace(settings, epochs=epochs, why=(*settings.why, line))


def _learning_rate(method: Method, parameters: int) -> float:
    """Falls with the root of the model's size; LoRA bears about five times as much."""
    full = min(max(3e-4 * (20e6 / parameters) ** 0.5, 1e-5), 5e-4)
    rate = min(full * 5, 2e-3) if method is Method.LORA else full
    return float(f"{rate:.1e}")


def _precision(why: list[str]) -> str:
    if torch.cuda.is_available() and torch.cuda.is_bf16_supported():
        why.append("The graphics card computes in bfloat16.")
        return "bf16"
    capable = {"avx512_bf16", "amx_bf16"} & _cpu_flags()
    if capable and (gain := bf16_gain()) >= _BF16_GAIN:
        why.append(f"This processor multiplies bfloat16 {gain:.1f} times as fast as float32.")
        return "bf16"
    return "float32"


def _cpu_flags() -> set[str]:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return set()
    line = next((line for line in text.splitlines() if line.startswith("flags")), "")
    return set(line.split())


def bf16_gain() -> float:
    """How many times as fast a matrix product of a usual size is in bfloat16; best of five."""
    times = {}
    for kind in (torch.float32, torch.bfloat16):
        left, right = torch.randn(512, 512).to(kind), torch.randn(512, 2048).to(kind)
        best = float("inf")
        for _ in range(6):
            started = time.perf_counter()
            torch.matmul(left, right)
            best = min(best, time.perf_counter() - started)
        times[kind] = best
    return times[torch.float32] / times[torch.bfloat16]


def memory_needed(base: Base, settings: Settings, trained: int) -> int:
    """Bytes that training will need at its peak, an estimate from above."""
    config = base.model.config
    tokens = settings.micro_rows * base.context
    state = base.parameters * 4 + trained * (4 + 8 + 4)
    activations = tokens * config.num_hidden_layers * config.hidden_size * _ACTIVATION_BYTES
    logits = tokens * base.vocabulary.size * 4 * 3
    return _OVERHEAD_BYTES + state + activations + logits


def fit_memory(base: Base, settings: Settings, trained: int, available: int | None = None) -> Settings:
    """Smaller steps if need be. Raises ``BadInput`` when even one row at a time does not fit."""
    free = psutil.virtual_memory().available if available is None else available
    # The model and the libraries are in memory already.
    held = base.parameters * 4 + _OVERHEAD_BYTES
    while memory_needed(base, settings, trained) - held > free:
        if settings.micro_rows == 1:
            need = memory_needed(base, settings, trained)
            advice = "LoRA needs less." if settings.method is Method.FULL else "Choose a smaller model."
            raise BadInput(
                f"Training this model needs about {need / 1e9:.1f} GB of memory and {(free + held) / 1e9:.1f} GB are "
                f"free. {advice}"
            )
        micro = settings.micro_rows // 2
        settings = replace(
            settings, micro_rows=micro, accumulation=max(settings.batch_tokens // (micro * base.context), 1)
        )
    return settings


def check_disk(job: Job, base_bytes: int, parameters: int, full: bool, free: int | None = None) -> None:
    """Two checkpoints, the best, and the files that are made. Raises ``Failure`` when they will not fit."""
    checkpoints = parameters * (2 * 12 + 4) if full else parameters // 2
    files = parameters * (2 + 2 + 2) + base_bytes
    folder = Path(job.work)
    folder.mkdir(parents=True, exist_ok=True)
    have = shutil.disk_usage(folder).free if free is None else free
    if checkpoints + files > have:
        raise Failure(
            f"The run needs about {(checkpoints + files) / 1e9:.1f} GB in {folder} and {have / 1e9:.1f} GB are free."
        )
