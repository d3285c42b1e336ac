"""How likely the model finds a passage as an answer, on the bundled model."""

from pathlib import Path

import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Cue
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.generation import Request, Sampling, Voice
from scriptwriter.engine.client import HostEngine
from scriptwriter.services import models
from tests.engine.asking import ask
from tests.engine.variants import make_adapter

TEXT = "INT. ROOM - NIGHT\n\nGILBERT\nYou came.\n\nANNE\nI came for my letter."
ANSWER = "\n\nGILBERT\nIt lies on the table, where you left it."
REQUEST = Request(TEXT, Cue(character="GILBERT"))


def loss(engine: HostEngine, request: Request, passage: str) -> float:
    (found,) = engine.measure(request, [passage], CancelToken())
    return found.loss


def test_what_fits_is_likelier_than_what_does_not(engine: HostEngine):
    fits, odd = engine.measure(REQUEST, [ANSWER, "\n\nzzq vv kkj ,,; 99 brrt"], CancelToken())
    assert 0 < fits.loss < odd.loss
    assert fits.tokens > 8


def test_it_is_the_loss_of_the_engines_own_passages(engine: HostEngine):
    seeds = (Request(TEXT, measure=True, max_words=90, sampling=Sampling(seed=seed)) for seed in range(20))
    request, answer = next((r, a) for r in seeds if (a := ask(engine, r)).finished[0].finish == "stop")
    told = answer.finished[0].loss
    assert told is not None
    assert loss(engine, request, answer.text) == pytest.approx(told, abs=0.05)


def test_the_cue_and_the_text_count(engine: HostEngine):
    other = Request(TEXT, Cue(character="ANNE"))
    assert loss(engine, REQUEST, ANSWER) < loss(engine, other, ANSWER)
    assert loss(engine, REQUEST, ANSWER) != loss(engine, Request("", REQUEST.cue), ANSWER)


def test_the_order_of_measuring_does_not_matter_and_writing_goes_on(engine: HostEngine):
    first = loss(engine, REQUEST, ANSWER)
    ask(engine, Request("Another text, about the sea.", sampling=Sampling(seed=1), max_words=10))
    assert loss(engine, REQUEST, ANSWER) == pytest.approx(first, abs=1e-3)
    parts = engine.measure(REQUEST, ["\n\nANNE\nNo.", ANSWER], CancelToken())
    assert parts[1].loss == pytest.approx(first, abs=1e-3)


def test_a_voice_makes_a_difference(engine: HostEngine, tmp_path: Path):
    adapter = make_adapter(models.catalogue().default().path, tmp_path / "voice.gguf", seed=1, strength=0.3)
    spoken = Request(TEXT, Cue(character="GILBERT"), voice=Voice(str(adapter)))
    assert abs(loss(engine, spoken, ANSWER) - loss(engine, REQUEST, ANSWER)) > 1e-3


def test_a_cancelled_measurement_gives_what_it_has(engine: HostEngine):
    token = CancelToken()
    token.set()
    assert engine.measure(REQUEST, [ANSWER], token) == []


def test_a_passage_that_the_model_cannot_read_is_refused(engine: HostEngine):
    with pytest.raises(BadInput, match="too long"):
        engine.measure(REQUEST, [" and so on" * 400], CancelToken())
