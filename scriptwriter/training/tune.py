"""Training itself: transformers' Trainer on packed passages, stopped early, killed at any time, gone on with exactly.

The whole run is one epoch to the Trainer, whatever the number of ours: the rows of all epochs are planned beforehand
(``training.packing``), read in their order, and after a kill the Trainer skips as many as it has learned.
"""

import math
import shutil
import time
from typing import Any

import numpy as np
import torch
from transformers import TrainingArguments

from scriptwriter.services.training_job import Job
from scriptwriter.training import checkpoints
from scriptwriter.training.cues import Examples
from scriptwriter.training.packing import Plan, Rows, collate
from scriptwriter.training.passage_loss import PassageLoss
from scriptwriter.training.passage_trainer import PassageTrainer, precision_context
from scriptwriter.training.plan import Settings
from scriptwriter.training.watcher import Record, Watcher, Work, best_weights


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
    watcher = Watcher(work, job, steps, record, settings.evaluations)
    watcher.trainer = trainer
    trainer.add_callback(watcher)
    if resumed is None:
        watcher.note(0, trainer.evaluate()["eval_loss"])
    if not _over(record, job, steps, resumed) and not watcher.stopping():
        trainer.train(resume_from_checkpoint=str(resumed[0]) if resumed else None)
    trainer.accelerator.wait_for_everyone()
    checkpoints.load_weights(work.module, best_weights(work.folder))
    return record


def _over(record: Record, job: Job, steps: int, resumed: Any) -> bool:
    """Whether the training that is gone on with had come to its end already."""
    if resumed is None:
        return False
    return int(resumed[0].name.rpartition("-")[2]) >= steps or record.idle >= job.patience > 0


def _steps(trainer: PassageTrainer, rows: int) -> int:
    args = trainer.args
    batches = math.ceil(rows / (args.per_device_train_batch_size * trainer.accelerator.num_processes))
    return max(math.ceil(batches / args.gradient_accumulation_steps), 1)


def _make_trainer(work: Work, job: Job, settings: Settings) -> PassageTrainer:
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
        ddp_find_unused_parameters=False,
    )
    trainer = PassageTrainer(model=work.module, args=args, train_dataset=work.train, data_collator=collate)
    trainer.held_out, trainer.settings = work.held_out, settings
    # Labels come shifted, and the module divides by the tokens of the whole step.
    trainer.model_accepts_loss_kwargs = True
    trainer._loss_shifts_labels = False
    return trainer
