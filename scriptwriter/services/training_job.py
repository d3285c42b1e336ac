"""A training run as two processes agree on it: the job that goes in, the events that come out.

The window and the command line write a job to a file and start ``python -m scriptwriter.training JOB``; it prints
one event a line as JSON (``{"event": "step", …}``) and stops when its standard input says ``cancel`` or ends.
This module knows no torch: who only reads a job must not need it.
"""

import json
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import BadInput


class Method(StrEnum):
    """What of the model is trained."""

    AUTO = "auto"  # full for small models on a large corpus, LoRA otherwise
    LORA = "lora"
    FULL = "full"


class Output(StrEnum):
    """What comes out."""

    MODEL = "model"  # a model of its own, the adapter merged into it
    ADAPTER = "adapter"  # a LoRA adapter beside the base model: a voice


#: llama.cpp's names of what models are quantized to, from the largest to the smallest.
QUANTIZATIONS = ("F16", "Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "Q4_0")
DEFAULT_QUANTIZATION = "Q8_0"
#: How long training may take unless a number of epochs is asked for; making and checking the files comes on top.
MINUTES = 30


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that a run needs. Paths are absolute; zeros and "auto" are decided by the run and reported.

    ``corpus`` is a folder of prepared works (``services.corpus.store``), ``base`` a GGUF file or a Hugging Face
    folder, ``out`` the folder that the finished files are put into, ``work`` the run's own folder: checkpoints,
    Arrow files, drafts. ``characters``: one voice each when ``output`` is an adapter, else the only ones whose
    speeches are learned. ``minutes_between_checkpoints`` may be 0 in tests: then every optimizer step has one.
    """

    name: str
    corpus: str
    base: str
    out: str
    work: str
    base_name: str = ""
    base_format: str = ""  # cue | plain | chat; empty: detected
    form: str = ""  # script | prose; empty: each work's own
    title: str = ""
    licence: str = ""
    method: Method = Method.AUTO
    output: Output = Output.MODEL
    characters: tuple[str, ...] = ()
    quantization: str = DEFAULT_QUANTIZATION
    epochs: float = 0
    minutes: float = 0  # so long at most, unless epochs are asked for; 0: no limit
    learning_rate: float = 0
    batch_tokens: int = 0
    rank: int = 0
    draws: int = 0  # keyword sets per passage and epoch
    patience: int = 3  # evaluations without a gain before it stops
    threads: int = 0
    seed: int = 1
    minutes_between_checkpoints: float = 3
    resume: bool = False


def write(job: Job, path: Path) -> None:
    """Write a job for the other process."""
    path.write_text(json.dumps(asdict(job), ensure_ascii=False, indent=1), encoding="utf-8")


def read(path: Path) -> Job:
    """A job from a file. Raises ``BadInput`` when it is none."""
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        known = {field.name for field in fields(Job)}
        if unknown := sorted(set(data) - known):
            raise BadInput(f"{path} has a field that no training run knows: {unknown[0]}.")
        data["characters"] = tuple(data.get("characters", ()))
        data["method"] = Method(data.get("method", Method.AUTO))
        data["output"] = Output(data.get("output", Output.MODEL))
        if data.get("form"):
            Form(data["form"])
        return Job(**data)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from error
    except (json.JSONDecodeError, TypeError, ValueError, AttributeError) as error:
        raise BadInput(f"{path} is no training job ({error}).") from error


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the run begins: reading, loading, tokens, before, training, merging, quantizing, checking, done."""

    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Within a stage: ``done`` of ``total``, whatever it counts."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Decided:
    """What "auto" and zero came to, with the reasons in words."""

    method: str
    epochs: float
    learning_rate: float
    batch_tokens: int
    rank: int
    precision: str
    threads: int
    parameters: int
    trained_parameters: int
    train_tokens: int
    held_out_tokens: int
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """After an optimizer step. ``loss`` in nats a token, ``seconds_left`` an estimate to the last step."""

    step: int
    steps: int
    epoch: float
    loss: float
    seconds_left: float
    tokens_per_second: float = 0
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """Held-out loss in nats a token; ``step`` 0 is the base model. ``best`` so far?"""

    step: int
    loss: float
    best: bool
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Sample:
    """What the model writes at this point, after ``prompt`` with ``cue`` in words."""

    step: int
    cue: str
    prompt: str
    text: str


@dataclass(frozen=True, slots=True)
class Saved:
    """A checkpoint is complete: a run that is killed now goes on from here."""

    step: int


@dataclass(frozen=True, slots=True)
class Finished:
    """All files are in place. ``report`` is the run's ``report.json``; paths are absolute."""

    files: tuple[str, ...]
    report: str
    cancelled: bool = False  # stopped early, the best so far kept


@dataclass(frozen=True, slots=True)
class Failed:
    """One clear line; ``exit_code`` as in ``domain.errors``."""

    message: str
    exit_code: int = 1


Event = Stage | Progress | Decided | Step | Evaluated | Sample | Saved | Finished | Failed
_EVENTS: dict[str, type] = {kind.__name__.lower(): kind for kind in Event.__args__}


def to_dict(event: Event) -> dict[str, Any]:
    """An event as JSON values; "event" says which."""
    return {"event": type(event).__name__.lower(), **asdict(event)}


def to_line(event: Event) -> str:
    """An event as one line of JSON."""
    return json.dumps(to_dict(event), ensure_ascii=False)


def from_line(line: str) -> Event | None:
    """An event from a line; None for anything else, which libraries may print."""
    try:
        data = json.loads(line)
        kind = _EVENTS[data.pop("event")]
        for field in fields(kind):
            if field.name in data and isinstance(data[field.name], list):
                data[field.name] = tuple(data[field.name])
        return kind(**data)
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError):
        return None
