"""Keywords and speakers on the bundled model, and on files of other kinds made from it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Cue, Form
from scriptwriter.domain.errors import BadInput
from scriptwriter.domain.generation import UNGUIDED, Chunk, ModelFormat, Request, Sampling, Task
from scriptwriter.engine.client import HostEngine
from scriptwriter.engine.protocol import LoadOptions
from scriptwriter.engine.words import uses
from tests.engine.asking import ask
from tests.engine.variants import TEMPLATE, make_variant

SCENE = (
    "INT. DRAWING-ROOM - NIGHT\n\nRain at the windows. ANNE stands by the fire.\n\n"
    "GILBERT\nYou came back, then.\n\nANNE\nI came for my gloves, and for nothing else.\n\nGILBERT\nSit down a moment."
)
WORDS = ("ladder", "old bridge", "candle")


def request(text: str = SCENE, **changes) -> Request:
    values: dict[str, Any] = {"cue": Cue("romance", "ANNE", WORDS), "max_words": 70, "sampling": Sampling(seed=3)}
    return Request(text, **{**values, **changes})


def used(text: str) -> int:
    return sum(uses(word, text) for word in WORDS)


def test_asked_words_come(engine: HostEngine):
    guided = ask(engine, request(n=8))
    unguided = ask(engine, request(n=8, guidance=UNGUIDED))
    with_all = sum(used(text) == len(WORDS) for text in guided.texts.values())
    assert with_all >= 7
    assert max(used(text) for text in guided.texts.values()) == len(WORDS)
    assert sum(used(text) for text in unguided.texts.values()) < 12  # or the test would show nothing
    assert all(len(text.split()) <= 70 for text in guided.texts.values())


def test_without_keywords_nothing_is_steered(engine: HostEngine):
    cue = Cue("romance", "ANNE")
    engine.warm(request(cue=cue), CancelToken())
    texts = {ask(engine, request(cue=cue, guidance=guidance)).text for guidance in (UNGUIDED, request().guidance)}
    assert len(texts) == 1


def test_the_loss_is_the_model_s_own(engine: HostEngine):
    guided = ask(engine, request(measure=True)).finished[0].loss
    measured = ask(engine, request(guidance=UNGUIDED, measure=True)).finished[0].loss
    assert guided is not None
    assert measured is not None
    assert 0.5 < measured < 6
    assert 0.5 < guided < 6
    assert ask(engine, request()).finished[0].loss is None


def test_the_passage_opens_with_the_name(engine: HostEngine):
    for text, wanted in (
        (SCENE, "\n\nLADY KITTY\n"),
        (SCENE + "\n", "\nLADY KITTY\n"),
        (SCENE + "\n\n", "LADY KITTY\n"),
        (SCENE + " ", "\n\nLADY KITTY\n"),
        ("", "LADY KITTY\n"),
    ):
        answer = ask(engine, request(text, opening="LADY KITTY", cue=Cue(None, "LADY KITTY"), n=2, max_words=20))
        for passage in answer.texts.values():
            assert passage.startswith(wanted)
            assert len(passage) > len(wanted) + 5


def test_the_name_is_shown_before_the_first_token(engine: HostEngine):
    stream = engine.generate(request(opening="ANNE"), CancelToken())
    first = next(event for event in stream if isinstance(event, Chunk))
    assert first.text == "\n\nANNE"
    stream.close()  # type: ignore[attr-defined]


def test_keywords_that_are_forbidden_phrases_end(engine: HostEngine):
    answer = ask(engine, request(forbidden=("ladder", "candle")))
    assert answer.finished[0].finish in ("stop", "length")
    assert not re.search(r"\b(ladder|candle)\b", answer.text, re.IGNORECASE)


@pytest.mark.parametrize("word", ["橋の上", "мост", "\u200b", "x" * 60, "...", "🎭"])
def test_keywords_of_any_kind_end(engine: HostEngine, word: str):
    answer = ask(engine, request(cue=Cue("romance", "ANNE", (word,)), max_words=30))
    assert answer.finished[0].finish in ("stop", "length")
    assert len(answer.text.split()) <= 30


def test_cancel_while_a_word_is_missing(engine: HostEngine):
    cancel = CancelToken()
    finishes = []
    for event in engine.generate(request(cue=Cue(None, None, ("...",)), max_words=400), cancel):
        if isinstance(event, Chunk):
            cancel.set()
        finishes.append(event)
    assert finishes[-1].finish == "cancelled"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, model_file: Path) -> Path:
    folder = tmp_path_factory.mktemp("variants")
    make_variant(model_file, folder / "chat.gguf", TEMPLATE, cue_tokens=False)
    make_variant(model_file, folder / "plain.gguf", cue_tokens=False)
    return folder


def opened(folder: Path, kind: str) -> Iterator[HostEngine]:
    host = HostEngine()
    try:
        assert host.load(LoadOptions(kind, folder / f"{kind}.gguf")).format is ModelFormat(kind)
        yield host
    finally:
        host.close()


@pytest.fixture(scope="module", params=["plain", "chat"])
def other(request: pytest.FixtureRequest, folder: Path) -> Iterator[HostEngine]:
    """A model of another kind; one process for all that it is asked."""
    yield from opened(folder, request.param)


@pytest.fixture(scope="module")
def chat(folder: Path) -> Iterator[HostEngine]:
    yield from opened(folder, "chat")


@pytest.mark.parametrize("typed", ["", " ", "\n", "\n\n"])
def test_other_kinds_are_guided_as_well(other: HostEngine, typed: str):
    answer = ask(other, request(SCENE + typed, opening="ANNE", n=4))
    assert max(used(text) for text in answer.texts.values()) == len(WORDS)
    for text in answer.texts.values():
        assert (typed.strip(" ") + text).startswith("\n\nANNE\n")


def test_other_kinds_are_guided_in_prose(other: HostEngine):
    prose = ask(other, request("He went to the harbour.", form=Form.PROSE, n=4))
    assert max(used(text) for text in prose.texts.values()) == len(WORDS)


def test_one_block_is_one_speech(engine: HostEngine):
    answer = ask(engine, request(SCENE + "\n\n", opening="ANNE", cue=Cue(None, "ANNE"), one_block=True, n=8))
    for text in answer.texts.values():
        assert text.startswith("ANNE\n")
        assert "\n\n" not in text
        assert len(text.split()) > 1


@pytest.mark.parametrize("task", [task for task in Task if task is not Task.CONTINUE])
def test_only_models_that_follow_instructions_word_anew(engine: HostEngine, chat: HostEngine, task: Task):
    wanted = request(task=task, passage="ANNE\nNo, no, no.", after="BOB\nYes.", cue=Cue(), max_words=12, n=2)
    with pytest.raises(BadInput, match="can only continue"):
        ask(engine, wanted)
    answer = ask(chat, wanted)
    assert len(answer.texts) == 2
    assert all(text and not text[0].isspace() for text in answer.texts.values())
