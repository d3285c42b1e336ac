"""transformers' Trainer for packed passages."""

from contextlib import nullcontext
from pathlib import Path
from typing import Any, cast

import torch
from torch.utils.data import SequentialSampler
from transformers import Trainer

from scriptwriter.training import checkpoints
from scriptwriter.training.packing import Rows, collate
from scriptwriter.training.passage_loss import PassageLoss
from scriptwriter.training.plan import Settings


class PassageTrainer(Trainer):
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
        """The passages' loss, scaled for DDP."""
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

    def _save_checkpoint(self, *given: Any, **named: Any) -> Any:
        with checkpoints.writing(Path(self.args.output_dir or ".")):
            return super()._save_checkpoint(*given, **named)

    def _save(self, output_dir: str | None = None, state_dict: Any = None) -> None:
        if self.args.should_save and output_dir is not None and self.model is not None:
            checkpoints.save_weights(self.model, checkpoints.weights_in(Path(output_dir)))

    def _load_from_checkpoint(self, resume_from_checkpoint: str, model: Any = None) -> None:
        module = cast(PassageLoss, model or self.model)
        checkpoints.load_weights(module, checkpoints.weights_in(Path(resume_from_checkpoint)))


def precision_context(settings: Settings, device: str = "cpu") -> Any:
    """Autocast as in training."""
    return torch.autocast(device, dtype=torch.bfloat16) if settings.precision == "bf16" else nullcontext()
