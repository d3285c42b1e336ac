"""The loss of a batch, with logits only where something is learned.

Most of a row is context. Logits for it would be the largest thing in memory (tokens times vocabulary times 4 bytes,
three times over with the gradient), so the last layer sees the passages' tokens alone.
"""

from typing import Any

import torch
from torch import nn
from torch.nn import functional

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
        num_items_in_batch: torch.Tensor | float | None = None,
    ) -> dict[str, torch.Tensor]:
        """``loss``: nats summed over the labels, divided by ``num_items_in_batch`` or by their number."""
        inner = self.inner
        hidden = inner.base_model(
            input_ids=input_ids, position_ids=position_ids, attention_mask=attention_mask, use_cache=False
        )[0]
        learned = labels != IGNORED
        logits = inner.get_output_embeddings()(hidden[learned])
        total = functional.cross_entropy(logits.float(), labels[learned], reduction="sum")
        count = learned.sum() if num_items_in_batch is None else num_items_in_batch
        return {"loss": total / count}
