"""A training run on one page: read, decide, train, make files, check them, put them in place."""

import json
import os
import resource
import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from accelerate import PartialState
from accelerate.utils import broadcast_object_list

from scriptwriter.domain.errors import BadInput, Failure
from scriptwriter.services.training_job import (
    QUANTIZATIONS,
    Decided,
    Finished,
    Job,
    Method,
    Output,
    Progress,
    Stage,
)
from scriptwriter.training import card, cast_loss, contrast, examples, export, finish, plan
from scriptwriter.training.base import Base, check_base, load_base
from scriptwriter.training.cues import Example, Examples
from scriptwriter.training.events import Reporter, Stop
from scriptwriter.training.examples import Table, evenly
from scriptwriter.training.packing import Plan, Rows, plan_epoch
from scriptwriter.training.passage_loss import PassageLoss
from scriptwriter.training.plan import Settings
from scriptwriter.training.sampling import sampler
from scriptwriter.training.tune import Record, Work, seconds_a_row, tune

#: So many held-out passages are evaluated, taken evenly from all; more would only cost time.
_MOST_HELD_OUT = 160
#: Quantizations are compared on a part of them.
_MOST_CHECKED = 60
#: What is decided by the machine's free time and memory.
_KEPT = ("epochs", "evaluations", "why", "micro_rows", "accumulation", "precision")


def run(job: Job, report: Reporter, stop: Stop) -> None:
    """Everything. Raises the errors of ``domain.errors`` and ``OSError``."""
    started = time.monotonic()
    _check(job)
    work = Path(job.work)
    work.mkdir(parents=True, exist_ok=True)
    if not job.resume:
        shutil.rmtree(work / "data", ignore_errors=True)
    ranks = PartialState(cpu=not torch.cuda.is_available())
    report.quiet = report.quiet or not ranks.is_main_process
    threads = plan.threads_for(job)
    torch.set_num_threads(max(threads // ranks.num_processes, 1))
    report(Stage("loading", Path(job.base).name))
    with ranks.main_process_first():
        base = load_base(Path(job.base), work, job.base_format)
    plan.check_disk(job, _size(Path(job.base)), base.parameters, _may_be_full(job))
    report(Stage("reading", job.corpus))
    with ranks.main_process_first():
        table = examples.build(
            job, base.vocabulary.tokenize, threads, lambda done, total: report(Progress(done, total))
        )
    voices = [name.upper() for name in job.characters] if job.output is Output.ADAPTER else []
    ready = work / "ready"
    shutil.rmtree(ready, ignore_errors=True)
    ready.mkdir(parents=True, exist_ok=True)
    splits = {voice: _split(table, voice) for voice in voices or [""]}
    outcome: dict[str, Any] = {"trainings": [], "checks": [], "files": [], "notes": []}
    settings: Settings | None = None
    for number, (voice, (train, held_out)) in enumerate(splits.items()):
        torch.manual_seed(job.seed)
        training = _Training(job, base, table, voice, train, held_out)
        if not len(table.examples(held_out=True, speaker=voice)):
            training.note = _nothing_held_out(f" of {voice}" if voice else "")
            outcome["notes"].append(training.note)
        record = training.tune(work / "runs" / str(number), report, stop)
        settings = training.settings
        if stop.orphaned:
            raise Failure("The program that started the training is gone; the run can be gone on with.")
        if not ranks.is_main_process:
            if stop.cancelled:
                break
            if job.output is Output.ADAPTER:
                base.model = export.unload(training.model)
            continue
        _keep(job, training, record, voice, ready, report, outcome)
        if stop.cancelled:
            break
    if not ranks.is_main_process or settings is None:
        return
    done = _summary(job, base, table, settings, outcome, stop, time.monotonic() - started)
    card.write_report(ready / "report.json", done)
    card.write_card(ready / f"{finish.file_stem(job.name)}.md", job, done)
    placed = finish.move(ready, Path(job.out))
    report(Stage("done"))
    report(Finished(tuple(map(str, placed)), str(Path(job.out) / "report.json"), cancelled=stop.cancelled))


def _nothing_held_out(whose: str) -> str:
    return (
        f"No work{whose} is held out: the loss is that of the last tenth of the passages, taken from works that are "
        "learned, and flatters the model."
    )


def _check(job: Job) -> None:
    """What can be known before anything is loaded."""
    if job.quantization not in QUANTIZATIONS:
        raise BadInput(f"{job.quantization} is no quantization; there are {', '.join(QUANTIZATIONS)}.")
    if job.output is Output.ADAPTER and Path(job.base).is_dir():
        raise BadInput("A voice needs a base model that the program can open; give the GGUF file, not a folder.")
    check_base(Path(job.base))


class _Training:
    """One training of the run: the whole corpus, or one character's speeches."""

    def __init__(self, job: Job, base: Base, table: Table, voice: str, train: np.ndarray, held_out: np.ndarray) -> None:
        self.job, self.base, self.voice = job, base, voice
        self.train_tokens, self.held_out_tokens = table.count(train), table.count(held_out)
        self.examples = Examples(base, table, job.seed, voice)
        settings = plan.decide(job, base, self.train_tokens)
        self.model = export.with_lora(base, settings.rank) if settings.method is Method.LORA else base.model
        self.module = PassageLoss(self.model)
        self.trained = sum(p.numel() for p in self.module.parameters() if p.requires_grad)
        self.settings = plan.fit_memory(base, settings, self.trained)
        self._train = train
        if voice:
            self._own, self._rivals = (
                contrast.telling(self.examples, speeches) for speeches in (train, contrast.rivals(table, voice))
            )
        self.note = ""
        self._table, self._all_held_out = table, held_out
        self.held_out = evenly(held_out, _MOST_HELD_OUT)

    def decided(self) -> Decided:
        """The event that says what was decided."""
        s = self.settings
        parameters = sum(p.numel() for p in self.base.model.parameters())
        return Decided(
            method=s.method,
            epochs=s.epochs,
            learning_rate=s.learning_rate,
            batch_tokens=s.batch_tokens,
            rank=s.rank,
            precision=s.precision,
            threads=s.threads,
            parameters=parameters,
            trained_parameters=self.trained,
            train_tokens=self.train_tokens,
            held_out_tokens=self.held_out_tokens,
            why=(*s.why, *([self.note] if self.note else [])),
        )

    def tune(self, folder: Path, report: Reporter, stop: Stop) -> Record:
        """Plan the rows of all epochs and train."""
        report(Stage("tokens", self.voice))
        held_out = plan_epoch(self.examples, self.held_out, 0, self.job.seed, shuffle=False)
        first = self._epoch(0)
        self._limit_epochs(first, folder)
        report(self.decided())
        rows: list[np.ndarray] = []
        epochs: list[int] = []
        # Each pass has draws of its own; with several of them an epoch of ours is several passes.
        wanted = self.settings.epochs * max(self.job.draws, 1)
        passes = max(int(np.ceil(wanted)), 1)
        for epoch in range(passes):
            found = self._epoch(epoch) if epoch else first
            if epoch == passes - 1 and wanted < passes:
                found = found[: max(int(len(found) * (wanted - epoch)), 1)]
            rows += found
            epochs += [epoch] * len(found)
            report(Progress(epoch + 1, passes))
        train = Plan(rows, epochs, self.settings.epochs)
        work = Work(
            module=self.module,
            train=Rows(self.examples, train),
            plan=train,
            held_out=Rows(self.examples, Plan(held_out, [0] * len(held_out))),
            folder=folder,
            report=report,
            stop=stop,
            voice=self.voice,
            sample=sampler(self.base, self.module, self.examples, int(self.held_out[0]), self.job.seed),
        )
        report(Stage("training", self.voice))
        return tune(work, self.job, self.settings)

    def _epoch(self, epoch: int) -> list[np.ndarray]:
        """The rows of one epoch; for a voice, speeches to be told apart among them."""
        rows = plan_epoch(self.examples, self._train, epoch, self.job.seed)
        if not self.voice:
            return rows
        rows += contrast.plan_pairs(self.examples, self._own, self._rivals, epoch, self.job.seed)
        return [rows[at] for at in np.random.default_rng([self.job.seed, epoch]).permutation(len(rows))]

    def _limit_epochs(self, rows: list[np.ndarray], folder: Path) -> None:
        """As many epochs as there is time for, unless their number was asked for.

        What depends on the machine's free time and memory is kept: a run that is gone on with would not be the same
        run with other numbers, and processes that train together must have the same ones.
        """
        kept, ranks = folder / "epochs.json", PartialState()
        if self.job.resume and kept.exists():
            values = json.loads(kept.read_text(encoding="utf-8"))
            self.settings = replace(self.settings, **values | {"why": tuple(values["why"])})
            return
        if not self.job.epochs and self.job.minutes:
            seconds = seconds_a_row(self.module, self.examples, rows, self.settings) / ranks.num_processes
            self.settings = plan.fit_time(self.settings, self.job.minutes, seconds, len(rows), len(self.held_out))
        self.settings = broadcast_object_list([self.settings])[0]
        if ranks.is_main_process:
            folder.mkdir(parents=True, exist_ok=True)
            draft = kept.with_suffix(".tmp")
            draft.write_text(json.dumps({name: getattr(self.settings, name) for name in _KEPT}), encoding="utf-8")
            os.replace(draft, kept)

    def checked(self) -> list[Example]:
        """Held-out examples for llama.cpp."""
        return self._made(evenly(self.held_out, _MOST_CHECKED))

    def cast(self) -> dict[str, list[Example]]:
        """Held-out examples of each character."""
        found = cast_loss.cast(list(self._table.rows["speaker"]), self._all_held_out)
        return {name: self._made(own) for name, own in found.items()}

    def _made(self, indices: np.ndarray) -> list[Example]:
        return [self.examples.make(int(index), 0) for index in indices]


def _keep(
    job: Job, training: _Training, record: Record, voice: str, ready: Path, report: Reporter, outcome: dict[str, Any]
) -> None:
    """Make the files of a training that has ended, and take its figures down."""
    base, threads, checked = training.base, training.settings.threads, training.checked()
    best_step, after = record.best
    if job.output is Output.ADAPTER:
        report(Stage("checking", voice))
        training.model.eval()
        outcome["checks"].append(finish.make_adapter(job, base, training.model, voice, checked, threads, ready))
        outcome["files"].append(outcome["checks"][-1]["file"])
        base.model = export.unload(training.model)
    else:
        lora = training.settings.method is Method.LORA
        model = export.merged(training.model) if lora else training.model
        made = finish.make_model(job, base, model, checked, threads, report, ready)
        outcome.update(made, notes=outcome["notes"] + made["notes"])
        outcome["characters"] = cast_loss.measure(base, ready / made["files"][0], training.cast(), threads)
    outcome["trainings"].append(
        {
            "voice": voice,
            "before": record.losses[0][1],
            "after": after,
            "best_step": best_step,
            "last_step": record.losses[-1][0],
            "ended": record.ended,
            "losses": record.losses,
            "samples": record.samples,
            "train_tokens": training.train_tokens,
            "held_out_tokens": training.held_out_tokens,
        }
    )


def _split(table: Table, voice: str) -> tuple[np.ndarray, np.ndarray]:
    """Passages to learn and to hold out. Raises ``BadInput`` when there are too few.

    Where no work is held out for this voice, the last tenth of its passages is.
    """
    train, held_out = table.examples(held_out=False, speaker=voice), table.examples(held_out=True, speaker=voice)
    whose = f" of {voice}" if voice else ""
    if len(train) + len(held_out) == 0:
        raise BadInput(f"The corpus has no speech{whose}." if voice else "The corpus has nothing to learn.")
    if len(train) == 0:
        raise BadInput(f"Everything{whose} in the corpus is held out; there is nothing to learn.")
    if len(held_out) == 0:
        if len(train) < 2:
            raise BadInput(f"The corpus has only one passage{whose}; training needs some to learn and some to compare.")
        at = len(train) - max(len(train) // 10, 1)
        train, held_out = train[:at], train[at:]
    return train, held_out


def _summary(
    job: Job, base: Base, table: Table, settings: Settings, outcome: dict[str, Any], stop: Stop, seconds: float
) -> dict[str, Any]:
    return {
        "name": job.name,
        "title": job.title,
        "licence": job.licence,
        "date": card.today(),
        "base": {
            "name": job.base_name or Path(job.base).name,
            "architecture": base.architecture,
            "format": base.format,
            "context": base.context,
            "parameters": base.parameters,
        },
        "output": job.output,
        "corpus": card.corpus_summary(table),
        "settings": card.settings_summary(settings),
        "cancelled": stop.cancelled,
        "seconds": round(seconds, 1),
        "peak_memory_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        **outcome,
    }


def _size(path: Path) -> int:
    return sum(file.stat().st_size for file in path.glob("*.safetensors")) if path.is_dir() else path.stat().st_size


def _may_be_full(job: Job) -> bool:
    return job.output is Output.MODEL and job.method is not Method.LORA
