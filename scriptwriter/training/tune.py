"""Training itself: transformers' Trainer on packed passages, stopped early, killed at any time, gone on with exactly.

The whole run is one epoch to the Trainer, whatever the number of ours: the rows of all epochs are planned beforehand
(``training.packing``), read in their order, and after a kill the Trainer skips as many as it has learned.
"""

import math
import shutil
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np
import torch
from torch.utils.data import SequentialSampler
from transformers import Trainer, TrainerCallback, TrainingArguments

from scriptwriter.services.training_job import Evaluated, Event, Job, Sample, Saved, Step
from scriptwriter.training import checkpoints
from scriptwriter.training.cues import Examples
from scriptwriter.training.events import Stop
from scriptwriter.training.packing import Plan, Rows, collate
from scriptwriter.training.passage_loss import PassageLoss
from scriptwriter.training.plan import Settings


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


class _Trainer(Trainer):
    """Ours in four places: the rows' order, the loss of passages, held-out loss by tokens, weights without pickle."""

    held_out: Rows
    settings: Settings
    step_loss = 0.0
    step_tokens = 0

    def _get_train_sampler(self, train_dataset: Any = None) -> Any:
        return SequentialSampler(cast(Rows, train_dataset if train_dataset is not None else self.train_dataset))

    def compute_loss(
        self, model: Any, inputs: Any, return_outputs: bool = False, num_items_in_batch: Any = None
    ) -> Any:
        loss = model(**inputs, num_items_in_batch=num_items_in_batch)["loss"]
        # Every process has divided by the tokens of all; DDP takes the mean of the gradients.
        if num_items_in_batch is not None:
            loss = loss * self.accelerator.num_processes
        self.step_loss += float(loss.detach())
        self.step_tokens += inputs["input_ids"].numel() * self.accelerator.num_processes
        return (loss, {}) if return_outputs else loss

    def evaluate(self, *_: Any, **__: Any) -> dict[str, float]:
        """Held-out loss in nats a token, whatever the number of processes."""
        module = cast(PassageLoss, self.model)
        module.eval()
        rank, ranks = self.accelerator.process_index, self.accelerator.num_processes
        total = torch.zeros(2, dtype=torch.float64)
        size = self.settings.micro_rows
        with torch.no_grad():
            for start in range(rank * size, len(self.held_out), ranks * size):
                batch = collate([self.held_out[at] for at in range(start, min(start + size, len(self.held_out)))])
                batch = {name: values.to(self.args.device) for name, values in batch.items()}
                count = int((batch["labels"] != -100).sum())
                if count:
                    with self.compute_loss_context_manager():
                        total[0] += float(module(**batch, num_items_in_batch=1.0)["loss"])
                    total[1] += count
        if ranks > 1:
            total = cast(torch.Tensor, self.accelerator.reduce(total.to(self.args.device), reduction="sum")).cpu()
        loss = float(total[0] / max(float(total[1]), 1))
        return {"eval_loss": loss}

    def _evaluate(self, *_: Any, **__: Any) -> dict[str, float]:
        metrics = self.evaluate()
        self.control = self.callback_handler.on_evaluate(self.args, self.state, self.control, metrics)
        return metrics

    def _save(self, output_dir: str | None = None, state_dict: Any = None) -> None:
        if self.args.should_save and output_dir is not None and self.model is not None:
            checkpoints.save_weights(self.model, checkpoints.weights_in(Path(output_dir)))

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: Any = None) -> None:
        module = cast(PassageLoss, model or self.model)
        checkpoints.load_weights(module, checkpoints.weights_in(Path(resume_from_checkpoint)))


class _Watcher(TrainerCallback):
    """Events, checkpoints by the clock, evaluations, the early end, and the stop from outside."""

    def __init__(self, work: Work, job: Job, steps: int, record: Record, evaluations: int) -> None:
        self.work, self.job, self.steps, self.record = work, job, steps, record
        self.trainer: _Trainer | None = None
        self.every = max(steps // work_evaluations(steps, evaluations), 1)
        self._saved = time.monotonic()
        self._began = time.monotonic()
        self._pace = 0.0
        self._evaluation = 0.0

    def _own_trainer(self) -> _Trainer:
        if self.trainer is None:
            raise RuntimeError("the watcher is given its trainer before training begins")
        return self.trainer

    def on_step_begin(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        self._began = time.monotonic()
        if self.trainer is not None:
            self.trainer.step_loss, self.trainer.step_tokens = 0.0, 0

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
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
        stopping = self._stopping(trainer)
        control.should_evaluate = not self.work.stop.orphaned and (
            stopping or step % self.every == 0 or step == self.steps
        )
        due = time.monotonic() - self._saved >= self.job.minutes_between_checkpoints * 60
        control.should_save = control.should_evaluate or stopping or self._agree(trainer, due)
        if stopping:
            control.should_training_stop = True
            self.record.ended = "cancelled" if self.work.stop.cancelled else "orphaned"

    def _stopping(self, trainer: _Trainer) -> bool:
        return self._agree(trainer, bool(self.work.stop))

    @staticmethod
    def _agree(trainer: _Trainer, wish: bool) -> bool:
        """What the first process wants; the others follow, or they would wait for each other for ever."""
        if trainer.accelerator.num_processes == 1:
            return wish
        first = trainer.accelerator.is_main_process
        flag = torch.tensor([float(wish and first)], device=trainer.args.device)
        agreed = cast(torch.Tensor, trainer.accelerator.reduce(flag, reduction="sum"))
        return bool(agreed.item() > 0)

    def on_evaluate(self, args: Any, state: Any, control: Any, metrics: Any = None, **_: Any) -> None:
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


def seconds_a_row(module: PassageLoss, examples: Examples, rows: list[np.ndarray], settings: Settings) -> float:
    """How long a row takes forwards and backwards on this machine: the better of two tries after a warm-up."""
    count = min(settings.micro_rows, len(rows))
    batch = collate(Rows(examples, Plan(rows[:count], [0] * count))[at] for at in range(count))
    device = next(module.parameters()).device
    batch = {name: values.to(device) for name, values in batch.items()}
    best = math.inf
    module.train()
    for _ in range(3):
        started = time.monotonic()
        # What is drawn here must not be missing in training, or a resumed run would differ.
        with torch.random.fork_rng(devices=[]), precision_context(settings, device.type):
            module(**batch)["loss"].backward()
        best = min(best, time.monotonic() - started)
    module.zero_grad(set_to_none=True)
    return best / count


def best_weights(folder: Path) -> Path:
    """Where the best weights of a training are."""
    return folder / "best.safetensors"


def tune(work: Work, job: Job, settings: Settings) -> Record:
    """Train, and leave the best weights in the module. The record's ``ended``: "", early, cancelled or orphaned."""
    work.folder.mkdir(parents=True, exist_ok=True)
    resumed = checkpoints.newest(work.folder) if job.resume else None
    if resumed is None:
        # Whatever an older run has left here would be taken for ours.
        for old in work.folder.glob("checkpoint-*"):
            shutil.rmtree(old, ignore_errors=True)
    trainer = _make_trainer(work, job, settings)
    steps = _steps(trainer, len(work.train))
    saved = resumed[1] if resumed else {}
    record = Record([(int(a), float(b)) for a, b in saved.get("losses", [])], list(saved.get("samples", [])))
    watcher = _Watcher(work, job, steps, record, settings.evaluations)
    watcher.trainer = trainer
    trainer.add_callback(watcher)
    if resumed is None:
        watcher.note(0, trainer.evaluate()["eval_loss"])
    if not _over(record, job, steps, resumed):
        if work.stop:
            record.ended = "cancelled" if work.stop.cancelled else "orphaned"
        else:
            trainer.train(resume_from_checkpoint=str(resumed[0]) if resumed else None)
    trainer.accelerator.wait_for_everyone()
    checkpoints.load_weights(work.module, best_weights(work.folder))
    return record


def _over(record: Record, job: Job, steps: int, resumed: Any) -> bool:
    """Whether the training that is gone on with had come to its end already."""
    if resumed is None:
        return False
    return int(resumed[0].name.rpartition("-")[2]) >= steps or record.idle >= job.patience > 0


def _steps(trainer: _Trainer, rows: int) -> int:
    args = trainer.args
    batches = math.ceil(rows / (args.per_device_train_batch_size * trainer.accelerator.num_processes))
    return max(math.ceil(batches / args.gradient_accumulation_steps), 1)


def _make_trainer(work: Work, job: Job, settings: Settings) -> _Trainer:
    from accelerate import PartialState

    cpu = not torch.cuda.is_available()
    ranks = PartialState(cpu=cpu).num_processes
    # The same rows a step, however many processes share them.
    rows = settings.micro_rows * settings.accumulation
    micro = max(min(settings.micro_rows, rows // ranks), 1)
    steps = max(len(work.train) // rows, 1)
    args = TrainingArguments(
        output_dir=str(work.folder),
        num_train_epochs=1,
        per_device_train_batch_size=micro,
        gradient_accumulation_steps=max(rows // (micro * ranks), 1),
        learning_rate=settings.learning_rate,
        lr_scheduler_type="cosine",
        warmup_steps=max(int(steps * settings.warmup), 1),
        weight_decay=settings.weight_decay,
        max_grad_norm=1.0,
        bf16=settings.precision == "bf16",
        use_cpu=cpu,
        logging_strategy="no",
        eval_strategy="no",
        save_strategy="no",
        save_total_limit=2,
        remove_unused_columns=False,
        disable_tqdm=True,
        report_to=[],
        seed=job.seed,
        data_seed=job.seed,
        dataloader_num_workers=0,
        dataloader_pin_memory=not cpu,
        average_tokens_across_devices=True,
    )
    trainer = _Trainer(model=work.module, args=args, train_dataset=work.train, data_collator=collate)
    trainer.held_out, trainer.settings = work.held_out, settings
    # Labels come shifted, and the module divides by the tokens of the whole step.
    trainer.model_accepts_loss_kwargs = True
    trainer._loss_shifts_labels = False
    return trainer


def precision_context(settings: Settings, device: str = "cpu") -> Any:
    """Autocast as in training."""
    return torch.autocast(device, dtype=torch.bfloat16) if settings.precision == "bf16" else nullcontext()
