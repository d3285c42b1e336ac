"""A voice is to prefer its own character's speeches to the others'."""

import math

import numpy as np
import pytest
import torch

from scriptwriter.services.training_job import Job
from scriptwriter.training import contrast, export
from scriptwriter.training import examples as tables
from scriptwriter.training.base import Base, load_base
from scriptwriter.training.cues import IGNORED, OWN, RIVAL, Examples
from scriptwriter.training.packing import Plan, Rows, collate
from scriptwriter.training.passage_loss import PassageLoss
from tests.training import tiny as tiny_models
from tests.training.tiny import SPEECHES, make_corpus

VOICE = "ANNE"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Base:
    folder = tmp_path_factory.mktemp("base")
    return load_base(tiny_models.make_model(folder / "tiny.gguf"), folder)


@pytest.fixture(scope="module")
def made(base: Base, tmp_path_factory: pytest.TempPathFactory) -> Examples:
    folder = tmp_path_factory.mktemp("corpus")
    make_corpus(folder / "c")
    job = Job(base="", corpus=str(folder / "c"), work=str(folder / "w"), out="", name="t", characters=(VOICE,))
    table = tables.build(job, base.vocabulary.tokenize, 1, lambda _done, _total: None)
    return Examples(base, table, 1, VOICE)


def pairs(made: Examples, epoch: int = 0) -> list[np.ndarray]:
    own = contrast.telling(made, made._table.examples(held_out=False, speaker=VOICE))
    others = contrast.telling(made, contrast.rivals(made._table, VOICE))
    return contrast.plan_pairs(made, own, others, epoch, 1)


def test_rivals_are_other_characters_who_are_learned_from(made: Examples) -> None:
    found = contrast.rivals(made._table, VOICE)
    assert {made._table.rows[int(index)]["speaker"] for index in found} == {"TOM"}
    assert not made._table.held_out[found].any()


def test_every_speech_meets_rivals_in_rows_that_fit(base: Base, made: Examples) -> None:
    own = made._table.examples(held_out=False, speaker=VOICE)
    rows = pairs(made)
    flat = np.concatenate(rows)
    assert sorted(flat[flat[:, 1] == OWN][:, 0]) == sorted([*own, *own])
    for row in rows:
        assert (row[:, 1] == OWN).sum() == (row[:, 1] == RIVAL).sum() > 0
        assert sum(len(made.make(int(index), 0, int(side))[0]) for index, side in row) <= base.context
    assert [row.tolist() for row in pairs(made)] == [row.tolist() for row in rows]
    assert [row.tolist() for row in pairs(made, 1)] != [row.tolist() for row in rows]


def test_a_cast_of_one_has_no_pairs(made: Examples) -> None:
    nobody = np.zeros(0, dtype=np.int64)
    assert contrast.plan_pairs(made, np.array([1]), nobody, 0, 1) == []


def test_all_speeches_are_read_after_the_same_name(base: Base, made: Examples) -> None:
    for index in (contrast.rivals(made._table, VOICE)[0], made._table.examples(held_out=False, speaker=VOICE)[0]):
        ids, labels = made.make(int(index), 0, RIVAL)
        text = b"".join(base.vocabulary.piece(int(token)) for token in ids).decode()
        speaker = made._table.rows[int(index)]["speaker"]
        assert text == f"{VOICE}\n{SPEECHES[speaker]}"
        learned = np.flatnonzero(labels != IGNORED)
        assert (labels[learned] == ids[learned + 1]).all()
        assert len(learned) == len(ids) - len(base.vocabulary.tokenize(VOICE))


@pytest.fixture
def voice(base: Base):
    torch.manual_seed(1)
    module = PassageLoss(export.with_lora(base, 4))
    yield module
    base.model = export.unload(module.model)


def batch_of(made: Examples) -> dict:
    rows = pairs(made)[:2]
    found = Rows(made, Plan(rows, [0] * len(rows)))
    return collate(found[at] for at in range(len(rows)))


def test_an_adapter_that_does_nothing_tells_nobody_apart(voice: PassageLoss, made: Examples) -> None:
    batch = batch_of(made)
    own = int((batch["labels"] != IGNORED).sum())
    voice.eval()
    with torch.no_grad():
        loss = float(voice(**batch, num_items_in_batch=1.0)["loss"])
        plain = {name: values for name, values in batch.items() if name not in ("speech", "rival_labels")}
        alone = float(voice(**plain, num_items_in_batch=1.0)["loss"])
    assert loss - alone == pytest.approx(math.log(2) * own * contrast.WEIGHT, rel=1e-4)


def test_pairs_are_of_one_row_and_weigh_what_they_should() -> None:
    gains = torch.tensor([0.3, 0.1, 0.0, 0.2, 9.0])
    sides, rows = torch.tensor([1, -1, -1, 1, -1]), torch.tensor([0, 0, 0, 1, 1])
    found = contrast.pair_loss(gains, sides, rows, torch.tensor([3.0, 5.0]))

    def one(difference: float) -> float:
        return math.log1p(math.exp(-contrast.SHARPNESS * difference))

    assert float(found) == pytest.approx(3 * (one(0.2) + one(0.3)) / 2 + 5 * one(0.2 - 9.0), rel=1e-5)


def test_what_is_learned_tells_own_speeches_from_rivals(voice: PassageLoss, made: Examples) -> None:
    batch = batch_of(made)
    optimizer = torch.optim.AdamW([p for p in voice.parameters() if p.requires_grad], lr=0.01)
    voice.train()
    for _ in range(12):
        optimizer.zero_grad()
        voice(**batch)["loss"].backward()
        optimizer.step()
    voice.eval()
    inputs = {name: batch[name] for name in ("input_ids", "position_ids", "attention_mask")}
    with torch.no_grad():
        wanted = torch.where(batch["labels"] != IGNORED, batch["labels"], batch["rival_labels"])
        gain = voice._reference(inputs, wanted) - voice._losses(inputs, wanted)
    own, other = ((side & (wanted != IGNORED)) for side in (batch["speech"] > 0, batch["speech"] < 0))
    assert float(gain[own].mean()) > float(gain[other].mean()) + 0.2
