"""What the model reads: passages, cues as in writing, rows whose examples do not see each other."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from scriptwriter.domain.cue import Cue, Form
from scriptwriter.domain.generation import ModelFormat, Request
from scriptwriter.engine.compose import compose
from scriptwriter.services.training_job import Job, Method
from scriptwriter.training import examples, tiling
from scriptwriter.training.base import Base, load_base
from scriptwriter.training.cues import IGNORED, Examples
from scriptwriter.training.hf_folder import ODD_TEXT
from scriptwriter.training.packing import collate, pack
from scriptwriter.training.passage_loss import PassageLoss
from tests.training.tiny import fields


@pytest.fixture(scope="module")
def base(tiny: Path, tmp_path_factory: pytest.TempPathFactory) -> Base:
    return load_base(tiny, tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="module")
def made(base: Base, corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Examples:
    values: dict[str, Any] = {**fields(tmp_path_factory.mktemp("job"), base.template, corpus), "method": Method.FULL}
    job = Job(**values)
    table = examples.build(job, base.vocabulary.tokenize, 1, lambda _done, _total: None)
    return Examples(base, table, seed=1)


def test_passages_are_the_document(base: Base) -> None:
    text = "INT. ROOM\n\nANNE\nOne two. " + "Three four five. " * 200 + "\n\nTOM (O.S.)\nSix."
    for form in Form:
        passages = tiling.tile(text, form, 3)
        assert "".join(p.text for p in passages).split() == text.split()
        assert all(len(p.text.split()) <= 245 for p in passages)
        assert not passages[0].text[0].isspace()
        assert all(p.text.startswith(("\n\n", " ")) for p in passages[1:])
    assert tiling.speaker_of("TOM (O.S.)\nSix.") == "TOM"
    assert tiling.speaker_of("INT. ROOM\nSix.") == ""


def test_pieces_have_the_tokens_of_the_whole(base: Base) -> None:
    tokenize = base.vocabulary.tokenize
    passages = tiling.tile(ODD_TEXT * 9, Form.PROSE, 1)
    assert len(passages) > 1
    assert [t for p in passages for t in tokenize(p.text)] == tokenize("".join(p.text for p in passages))


def test_tokens_are_those_of_transformers_too(base: Base) -> None:
    from transformers import AutoTokenizer

    theirs = AutoTokenizer.from_pretrained(base.template.parent, gguf_file=base.template.name)
    text = ODD_TEXT.replace("<|stop|>", "")
    assert theirs(text, add_special_tokens=False).input_ids == base.vocabulary.tokenize(text)


def test_the_cue_stands_as_in_writing(base: Base, made: Examples) -> None:
    vocabulary = base.vocabulary
    cue = Cue("drama", "ANNE", ("lamp", "old <|stop|>"))
    prompt = compose(Request("Before. ", cue), ModelFormat.CUE)
    expected = [t for s in prompt.last for t in vocabulary.tokenize(s.text, s.control)]
    assert made._cue_tokens(cue) == expected
    assert base.stop not in expected


def test_only_the_passage_and_its_stop_are_learned(base: Base, made: Examples) -> None:
    table = made._table
    go = base.cue_ids["<|go|>"]
    for index in range(len(table.rows)):
        ids, labels = made.make(index, 0)
        assert len(ids) == len(labels) <= base.context
        begin = ids.tolist().index(go)
        assert (labels[:begin] == IGNORED).all()
        learned = labels[begin:].tolist()
        assert learned[:-1] == ids[begin + 1 :].tolist()
        assert learned[-1] in (base.stop, IGNORED)
        assert base.vocabulary.tokenize(table.rows[index]["text"])[-1] == ids[-1] or learned[-1] == IGNORED
    again = [made.make(3, epoch)[0].tolist() for epoch in (0, 0, 1, 2, 3)]
    assert again[0] == again[1]
    assert len({tuple(ids) for ids in again}) > 1


def test_packed_examples_do_not_see_each_other(base: Base, made: Examples) -> None:
    module = PassageLoss(base.model).eval()
    parts = [made.make(index, 0) for index in (0, 1, 2)]
    room = [(ids[:40], labels[:40], 0) for ids, labels in parts]
    batch = collate([room, room[:1]])
    with torch.no_grad():
        packed = base.model(
            input_ids=batch["input_ids"], position_ids=batch["position_ids"], attention_mask=batch["attention_mask"]
        ).logits[0]
        at = 0
        for ids, *_ in room:
            alone = base.model(input_ids=torch.tensor(ids.astype(np.int64))[None]).logits[0]
            assert torch.allclose(packed[at : at + len(ids)], alone, atol=1e-4)
            at += len(ids)
        whole = module(**collate([room]), num_items_in_batch=1.0)["loss"]
        single = sum(module(**collate([[part]]), num_items_in_batch=1.0)["loss"] for part in room)
    assert float(whole) == pytest.approx(float(single), rel=1e-4)


def test_rows_are_filled() -> None:
    rows = pack([100, 30, 60, 60, 40, 10], 128)
    assert sorted(index for row in rows for index in row) == list(range(6))
    assert len(rows) == 3


def test_each_token_of_a_document_is_learned_once_in_an_epoch(base: Base, made: Examples) -> None:
    table = made._table
    indices = table.examples(held_out=False)
    for epoch in range(3):
        windows = made.windows(indices, epoch)
        stretches = [(int(since), int(table.end[index])) for index, since in windows]
        covered = np.concatenate([np.arange(first, last) for first, last in stretches])
        wanted = np.concatenate([np.arange(int(table.begin[index]), int(table.end[index])) for index in indices])
        assert sorted(covered.tolist()) == sorted(wanted.tolist())
        for index, since in windows:
            assert table.document[index] <= since <= table.begin[index]
    assert made.windows(indices, 0).tolist() == made.windows(indices, 0).tolist()


def test_the_text_before_is_learned_and_the_cue_is_not(base: Base, made: Examples) -> None:
    roomy = Examples(base, made._table, seed=1, room=1024)
    windows = roomy.windows(made._table.examples(held_out=False), 0)
    with_text = [(int(index), int(since)) for index, since in windows if since < made._table.begin[index]]
    assert with_text
    for index, since in with_text:
        ids, labels = roomy.make(index, 0, since)
        begin, go = ids.tolist().index(base.cue_ids["<|cue|>"]), ids.tolist().index(base.cue_ids["<|go|>"])
        learned = np.flatnonzero(labels[:begin] != IGNORED)
        assert len(learned) >= begin - 20
        assert (labels[learned] == ids[learned + 1]).all()
        assert (labels[begin - 1 : go] == IGNORED).all()


def test_a_voice_learns_speeches_behind_short_contexts(base: Base, made: Examples) -> None:
    voice = Examples(base, made._table, seed=1, voice="ANNE")
    indices = np.flatnonzero(made._table.document < made._table.begin)  # not the first of a document
    whole, short = (
        [len(kind.make(int(index), epoch)[0]) for index in indices for epoch in range(40)] for kind in (made, voice)
    )
    assert np.median(short) < 0.85 * np.median(whole)
    # Some still have all that fits: that is how a voice is asked for later.
    assert max(short) > 0.9 * max(whole)
