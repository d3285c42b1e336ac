"""The loss of a batch, with logits only where something is learned.

Most of a row is context. Logits for it would be the largest thing in memory (tokens times vocabulary times 4 bytes,
three times over with the gradient), so the last layer sees the passages' tokens alone.
"""

from typing import Any

import torch
from torch import nn
from torch.nn import functional

from scriptwriter.training import contrast
from scriptwriter.training.cues import IGNORED


class PassageLoss(nn.Module):
    """A causal language model (or a peft model around one) that answers with its loss."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = model

    @property
    def inner(self) -> Any:
        """The transformers model, with adapters in it if there are some."""
        return self.model.get_base_model() if hasattr(self.model, "peft_config") else self.model

    def forward(
        self,
        input_ids: torch.Tensor,
        position_ids: torch.Tensor,
        attention_mask: torch.Tensor,
        labels: torch.Tensor,
        rival_labels: torch.Tensor | None = None,
        speech: torch.Tensor | None = None,
        num_items_in_batch: torch.Tensor | float | None = None,
    ) -> dict[str, torch.Tensor]:
        """``loss``: nats summed over the labels, divided by ``num_items_in_batch`` or by their number.

        Bare speeches (see ``packing.collate``) add the pairs' loss, so much for each token of an own one.
        """
        inputs = {"input_ids": input_ids, "position_ids": position_ids, "attention_mask": attention_mask}
        learned = labels != IGNORED
        wanted = labels if rival_labels is None else torch.where(learned, labels, rival_labels)
        losses = self._losses(inputs, wanted)
        total = losses[learned].sum()
        if speech is not None:
            total = total + contrast.WEIGHT * self._pairs(inputs, wanted, speech, losses)
        count = learned.sum() if num_items_in_batch is None else num_items_in_batch
        return {"loss": total / count}

    def _losses(self, inputs: dict[str, torch.Tensor], wanted: torch.Tensor) -> torch.Tensor:
        """float32[b, t]: nats of each wanted token, 0 where nothing is."""
        inner = self.inner
        hidden = inner.base_model(**inputs, use_cache=False)[0]
        asked = wanted != IGNORED
        logits = inner.get_output_embeddings()(hidden[asked])
        found = functional.cross_entropy(logits.float(), wanted[asked], reduction="none")
        return torch.zeros(wanted.shape, device=found.device).masked_scatter(asked, found)

    def _pairs(
        self, inputs: dict[str, torch.Tensor], wanted: torch.Tensor, speech: torch.Tensor, losses: torch.Tensor
    ) -> torch.Tensor:
        """The pairs' loss of the rows with bare speeches, each weighing as many tokens as are its own."""
        some = (speech != 0).any(1)
        wanted, speech, losses = wanted[some], speech[some], losses[some]
        spoken = (speech != 0) & (wanted != IGNORED)
        gains = (self._reference({name: values[some] for name, values in inputs.items()}, wanted) - losses)[spoken]
        # Numbers begin with 1, are without gaps, and each stands in one row.
        number = speech[spoken].abs() - 1
        rows = torch.zeros(int(number.max()) + 1, dtype=torch.long, device=number.device)
        sides = rows.clone()
        rows[number], sides[number] = torch.nonzero(spoken)[:, 0], speech[spoken].sign()
        tokens = torch.bincount(number).clamp(min=1)
        mean = torch.zeros(len(rows), device=gains.device).index_add(0, number, gains) / tokens
        own = ((speech > 0) & spoken).sum(1).float()
        return contrast.pair_loss(mean, sides, rows, own)

    @torch.no_grad()
    def _reference(self, inputs: dict[str, torch.Tensor], wanted: torch.Tensor) -> torch.Tensor:
        """What the model without the adapter makes of it."""
        training = self.model.training
        self.model.eval()
        try:
            with self.model.disable_adapter():
                return self._losses(inputs, wanted)
        finally:
            self.model.train(training)
