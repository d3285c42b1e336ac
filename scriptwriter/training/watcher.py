"""What happens between the steps: events, evaluations, checkpoints by the clock, the ends."""

import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, cast

import torch
from transformers import TrainerCallback

from scriptwriter.services.training_job import Evaluated, Event, Job, Sample, Saved, Step
from scriptwriter.training import checkpoints
from scriptwriter.training.events import Stop
from scriptwriter.training.packing import Plan, Rows
from scriptwriter.training.passage_loss import PassageLoss
from scriptwriter.training.passage_trainer import PassageTrainer


@dataclass(slots=True)
class Record:
    """What a run remembers: (step, held-out loss) of every evaluation and the samples. Kept in checkpoints."""

    losses: list[tuple[int, float]] = field(default_factory=list)
    samples: list[dict[str, Any]] = field(default_factory=list)
    ended: str = ""

    @property
    def best(self) -> tuple[int, float]:
        """Step and loss of the best evaluation."""
        return min(self.losses, key=lambda entry: (entry[1], entry[0]))

    @property
    def idle(self) -> int:
        """Evaluations since the best."""
        at = next(i for i, (step, _) in enumerate(self.losses) if step == self.best[0])
        return len(self.losses) - 1 - at


@dataclass(slots=True)
class Work:
    """One training: what is learned from what, where its files go, and who is told."""

    module: PassageLoss
    train: Rows
    plan: Plan
    held_out: Rows
    folder: Path
    report: Callable[[Event], None]
    stop: Stop
    voice: str = ""
    #: Makes samples at a step.
    sample: Callable[[int], list[Sample]] = lambda _step: []


class Watcher(TrainerCallback):
    """Events, checkpoints by the clock, evaluations, the early end, and the stop from outside."""

    def __init__(self, work: Work, job: Job, steps: int, record: Record, evaluations: int) -> None:
        self.work, self.job, self.steps, self.record = work, job, steps, record
        self.trainer: PassageTrainer | None = None
        self.every = max(steps // work_evaluations(steps, evaluations), 1)
        self._saved = time.monotonic()
        self._began = time.monotonic()
        self._pace = 0.0
        self._evaluation = 0.0

    def _own_trainer(self) -> PassageTrainer:
        if self.trainer is None:
            raise RuntimeError("the watcher is given its trainer before training begins")
        return self.trainer

    def on_step_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """The clock starts."""
        self._began = time.monotonic()
        if self.trainer is not None:
            self.trainer.step_loss, self.trainer.step_tokens = 0.0, 0

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """Tell about the step; decide whether to evaluate, save or stop."""
        trainer, step = self._own_trainer(), state.global_step
        seconds = time.monotonic() - self._began
        self._pace = seconds if not self._pace else 0.9 * self._pace + 0.1 * seconds
        left = self.steps - step
        rest = left * self._pace + math.ceil(left / self.every) * self._evaluation
        speed = trainer.step_tokens / seconds if seconds else 0.0
        share = step / self.steps * self.work.plan.total
        loss = round(trainer.step_loss, 5)
        self.work.report(
            Step(step, self.steps, round(share, 3), loss, round(rest, 1), round(speed, 1), self.work.voice)
        )
        stopping = self.stopping()
        control.should_evaluate = self.record.ended != "orphaned" and (
            stopping or step % self.every == 0 or step == self.steps
        )
        due = time.monotonic() - self._saved >= self.job.minutes_between_checkpoints * 60
        control.should_save = control.should_evaluate or stopping or bool(self._agree(trainer, due))
        if stopping:
            control.should_training_stop = True

    def stopping(self) -> bool:
        """Whether the run has to end, which all processes agree on; the record says why."""
        stop, trainer = self.work.stop, self._own_trainer()
        wish = self._agree(trainer, 2 if stop.orphaned and not stop.cancelled else int(stop.cancelled))
        if wish and not trainer.accelerator.is_main_process:
            stop.cancelled, stop.orphaned = wish == 1, wish == 2
        if wish:
            self.record.ended = "cancelled" if wish == 1 else "orphaned"
        return bool(wish)

    @staticmethod
    def _agree(trainer: PassageTrainer, wish: int) -> int:
        """What the first process wants; the others follow, or they would wait for each other for ever."""
        if trainer.accelerator.num_processes == 1:
            return wish
        first = trainer.accelerator.is_main_process
        flag = torch.tensor([float(wish if first else 0)], device=trainer.args.device)
        return int(cast(torch.Tensor, trainer.accelerator.reduce(flag, reduction="sum")).item())

    def on_evaluate(self, args: Any, state: Any, control: Any, metrics: Any = None, **_: Any) -> None:
        """Take it down, and end early after too many without a gain."""
        started = time.monotonic()
        self.note(state.global_step, metrics["eval_loss"])
        if self.record.idle >= self.job.patience > 0 and not control.should_training_stop:
            self.record.ended = "early"
            control.should_training_stop = True
        self._evaluation = time.monotonic() - started + len(self.work.held_out) * 0.02

    def note(self, step: int, loss: float) -> None:
        """Take an evaluation down; the best weights are kept."""
        before = self.record.best[1] if self.record.losses else math.inf
        self.record.losses.append((step, loss))
        best = loss < before
        trainer = self._own_trainer()
        if best and trainer.accelerator.is_main_process:
            checkpoints.save_weights(self.work.module, best_weights(self.work.folder))
        self.work.report(Evaluated(step, round(loss, 5), best, self.work.voice))
        if trainer.accelerator.is_main_process:
            for sample in self.work.sample(step):
                self.record.samples.append(asdict(sample))
                self.work.report(sample)

    def on_save(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        """The checkpoint is whole."""
        trainer = self._own_trainer()
        trainer.accelerator.wait_for_everyone()
        if trainer.accelerator.is_main_process:
            checkpoint = Path(args.output_dir) / f"checkpoint-{state.global_step}"
            checkpoints.mark_complete(checkpoint, asdict(self.record))
            self.work.report(Saved(state.global_step))
        self._saved = time.monotonic()


def work_evaluations(steps: int, most: int) -> int:
    """How many evaluations a run of so many steps has: fewer when it is short."""
    return max(min(most, steps // 4), 1)


def best_weights(folder: Path) -> Path:
    """Where the best weights of a training are."""
    return folder / "best.safetensors"
