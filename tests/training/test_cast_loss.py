"""Held-out loss by character: who is judged, and on what."""

from pathlib import Path

import numpy as np
import pytest

from scriptwriter.training import cast_loss
from scriptwriter.training.base import load_base
from scriptwriter.training.verify import Reader


def test_only_who_has_enough_held_out_passages() -> None:
    speakers = ["ANNE", "", "TOM"] * 12 + ["VERA"] * 60
    held_out = np.arange(len(speakers))
    found = cast_loss.cast(speakers, held_out)
    assert list(found) == ["VERA", "ANNE", "TOM"]
    assert [len(own) for own in found.values()] == [24, 12, 12]
    assert all(speakers[index] == name for name, own in found.items() for index in own)
    # Passages that are learned are nobody's evidence.
    assert list(cast_loss.cast(speakers, held_out[36:])) == ["VERA"]


def test_before_and_after_are_the_files_own_losses(tiny: Path, other: Path, tmp_path: Path) -> None:
    base = load_base(tiny, tmp_path)
    passages = {
        name: [(np.array(ids, np.int32), np.array([*ids[1:], 7], np.int32))]
        for name, ids in (("ANNE", [0, 300, 301, 5000]), ("TOM", [0, 77, 15000, 42]))
    }
    rows = cast_loss.measure(base, other, passages, 1)
    for path, key in ((tiny, "before"), (other, "after")):
        reader = Reader(path, base.context, 1)
        assert [row[key] for row in rows] == [pytest.approx(reader.loss(own)) for own in passages.values()]
        reader.close()
    assert rows[0]["before"] != pytest.approx(rows[0]["after"], abs=1e-3)


@pytest.fixture
def other(tiny: Path, tmp_path: Path) -> Path:
    """The same model with other weights."""
    import torch

    from scriptwriter.training import export

    base = load_base(tiny, tmp_path)
    with torch.no_grad():
        for parameter in base.model.parameters():
            parameter.add_(torch.randn_like(parameter), alpha=0.05)
    export.export_model(base, base.model, tmp_path / "other.gguf", "other")
    return tmp_path / "other.gguf"
