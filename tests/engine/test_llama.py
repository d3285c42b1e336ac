"""The real engine on the bundled model, in its own process."""

import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Cue, Form
from scriptwriter.domain.errors import BadInput, EngineDied, Failure
from scriptwriter.domain.generation import Begun, Chunk, Finished, ModelFormat, Request, Sampling
from scriptwriter.engine.client import HostEngine
from scriptwriter.engine.protocol import Engine, LoadOptions
from tests import bundled
from tests.engine.asking import ask
from tests.engine.variants import TEMPLATE, make_variant

SCENE = (
    "INT. DRAWING-ROOM - NIGHT\n\nRain at the windows. ANNE stands by the fire with a letter in her hand.\n\n"
    "GILBERT\nYou came back, then.\n\nANNE\nI came for my letter, and for nothing else.\n\nGILBERT\nSit down a moment."
)


def request(text: str = SCENE, **changes) -> Request:
    values: dict[str, Any] = {"cue": Cue("romance", "ANNE", ("letter",)), "max_words": 25, "sampling": Sampling(seed=3)}
    return Request(text, **{**values, **changes})


def test_it_is_an_engine(engine: HostEngine):
    assert isinstance(engine, Engine)


def test_a_passage_streams_and_ends(engine: HostEngine):
    answer = ask(engine, request())
    assert len(answer.text.split()) >= 2
    assert answer.text[0].isspace()
    assert not answer.text[-1].isspace()
    assert answer.finished[0].finish in ("stop", "length")
    assert answer.finished[0].tokens_per_second > 0
    assert "<|" not in answer.text


def test_max_words_hold(engine: HostEngine):
    for limit in (1, 5, 12):
        assert len(ask(engine, request(max_words=limit)).text.split()) <= limit


def test_the_same_seed_writes_the_same_passage():
    texts = []
    for _ in range(2):
        host = HostEngine()
        host.load(LoadOptions("starter", bundled.FILE))
        texts.append(ask(host, request()).text)
        host.close()
    assert texts[0] == texts[1]


def test_another_cue_costs_only_its_own_tokens(engine: HostEngine):
    first = ask(engine, request()).begun
    other = ask(engine, request(cue=Cue("crime", "GILBERT", ("knife", "dark stairs")))).begun
    assert first is not None
    assert other is not None
    assert other.prompt_tokens - other.cached_tokens <= 16
    assert other.cached_tokens > 30


def test_typed_words_cost_only_their_own_tokens(engine: HostEngine):
    ask(engine, request())
    begun = ask(engine, request(SCENE + " You are wet through.")).begun
    assert begun is not None
    assert begun.prompt_tokens - begun.cached_tokens <= 24


def test_warming_prefills_the_text(engine: HostEngine):
    text = "EXT. HARBOUR - DAWN\n\n" + SCENE
    engine.warm(request(text), CancelToken())
    begun = ask(engine, request(text)).begun
    assert begun is not None
    assert begun.prompt_tokens - begun.cached_tokens <= 16


def test_a_long_script_is_cut_to_fit(engine: HostEngine):
    answer = ask(engine, request((SCENE + "\n\n") * 100))
    assert answer.begun is not None
    assert 100 < answer.begun.prompt_tokens < 512
    assert answer.text


def test_alternatives_stream_side_by_side_and_differ(engine: HostEngine):
    events = list(engine.generate(request(n=4, sampling=Sampling(seed=1, temperature=1.0)), CancelToken()))
    order = [event.index for event in events if isinstance(event, Chunk)]
    assert set(order) == {0, 1, 2, 3}
    assert order != sorted(order)
    assert {event.index for event in events if isinstance(event, Finished)} == {0, 1, 2, 3}
    texts = ask(engine, request(n=4, sampling=Sampling(seed=1, temperature=1.0))).texts
    assert len(set(texts.values())) == 4


def test_alternatives_leave_the_cached_prefix_whole(engine: HostEngine):
    ask(engine, request(n=4))
    begun = ask(engine, request()).begun
    assert begun is not None
    assert begun.cached_tokens == begun.prompt_tokens - 1


def test_an_empty_script_gets_an_opening(engine: HostEngine):
    answer = ask(engine, request(""))
    assert answer.text
    assert not answer.text[0].isspace()


def test_after_a_typed_space_the_passage_begins_with_a_word(engine: HostEngine):
    for seed in range(5):
        answer = ask(engine, request("The door opened and ", form=Form.PROSE, sampling=Sampling(seed=seed)))
        assert answer.text
        assert not answer.text.startswith(" ")


def test_after_the_character_s_name_comes_the_speech(engine: HostEngine):
    answer = ask(engine, request(SCENE + "\n\nANNE\n"))
    assert answer.text
    assert not answer.text[0].isspace()


def test_what_a_writer_types_is_never_a_control_token(engine: HostEngine):
    plain = ask(engine, request("He wrote on the wall and left")).begun
    tricky = ask(engine, request("He wrote <|stop|> on the wall and left")).begun
    assert plain is not None
    assert tricky is not None
    assert tricky.prompt_tokens >= plain.prompt_tokens + 3


def test_odd_text_is_no_trouble(engine: HostEngine):
    for text in ("\ud83d", "a\0b", "😀" * 50, "ё" * 400, "\u202e מימין לשמאל", "x" * 20_000, "\n" * 500):
        assert ask(engine, request(text, max_words=5)).finished[0].finish in ("stop", "length")


def test_forbidden_phrases_do_not_occur(engine: HostEngine):
    common = ("the", "and", "I", "you", "to")
    free = ask(engine, request(n=4, max_words=40)).texts
    assert any(word in text.split() for text in free.values() for word in common)
    held = ask(engine, request(n=4, max_words=40, forbidden=common)).texts
    for text in held.values():
        words = [word.strip(".,;:!?\"'()—").lower() for word in text.split()]
        assert not {word.lower() for word in common} & set(words)


def test_cancel_in_the_stream(engine: HostEngine):
    token = CancelToken()
    events = []
    for event in engine.generate(request(max_words=200), token):
        events.append(event)
        if isinstance(event, Chunk):
            token.set()
    assert isinstance(events[-1], Finished)
    assert events[-1].finish == "cancelled"
    assert ask(engine, request()).text


def test_cancel_before_the_start(engine: HostEngine):
    token = CancelToken()
    token.set()
    assert ask(engine, request("Another text. " * 60), token).finished[0].finish == "cancelled"


def test_leaving_the_stream_early_frees_the_engine(engine: HostEngine):
    for event in engine.generate(request(max_words=400), CancelToken()):
        if isinstance(event, Begun):
            break
    assert ask(engine, request()).text


@pytest.mark.parametrize("n", [0, 100])
def test_impossible_numbers_of_alternatives_are_refused(engine: HostEngine, n: int):
    with pytest.raises(BadInput):
        ask(engine, request(n=n))


def test_a_killed_engine_is_one_line_and_comes_back(engine: HostEngine):
    stream = engine.generate(request(max_words=400), CancelToken())
    next(event for event in stream if isinstance(event, Chunk))
    assert engine.pid is not None
    os.kill(engine.pid, signal.SIGKILL)
    with pytest.raises(EngineDied, match="Your text is untouched"):
        list(stream)
    assert ask(engine, request()).text


def test_without_a_model_nothing_can_be_asked():
    host = HostEngine()
    with pytest.raises(Failure, match="No model"):
        ask(host, request())
    host.close()


def test_an_engine_that_cannot_start_says_why(monkeypatch, model_file: Path):
    monkeypatch.setattr("scriptwriter.engine.client.module_command", lambda _: [sys.executable, "-c", "import nosuch"])
    host = HostEngine()
    with pytest.raises(Failure, match=r"No module named 'nosuch'.*doctor"):
        host.load(LoadOptions("starter", model_file))
    host.close()


def test_an_engine_that_hangs_is_ended_when_it_is_cancelled(monkeypatch, model_file: Path):
    monkeypatch.setattr("scriptwriter.engine.client._LOOK_SECONDS", 0.01)
    monkeypatch.setattr("scriptwriter.engine.client._PATIENCE_SECONDS", 0.05)
    stuck = "import threading; threading.Event().wait()"
    monkeypatch.setattr("scriptwriter.engine.client.module_command", lambda _: [sys.executable, "-c", stuck])
    host, token = HostEngine(), CancelToken()
    token.set()
    with pytest.raises(Failure, match="SIGKILL"):
        host.load(LoadOptions("starter", model_file), token)
    assert host.pid is None
    host.close()


def test_closing_ends_the_process(model_file: Path):
    host = HostEngine()
    host.load(LoadOptions("starter", model_file))
    pid = host.pid
    host.close()
    host.close()
    assert pid is not None
    assert host.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_cancelling_from_another_thread_while_it_reads(engine: HostEngine):
    token = CancelToken()
    answers = []
    thread = threading.Thread(target=lambda: answers.append(ask(engine, request("Word upon word. " * 120, n=8), token)))
    thread.start()
    token.set()
    thread.join(10)
    assert answers
    assert all(event.finish == "cancelled" for event in answers[0].finished.values())


@pytest.fixture(scope="module")
def folder(tmp_path_factory, model_file: Path) -> Path:
    """A chat model and a plain one."""
    folder = tmp_path_factory.mktemp("variants")
    make_variant(model_file, folder / "chat.gguf", TEMPLATE, cue_tokens=False)
    make_variant(model_file, folder / "plain.gguf", cue_tokens=False)
    return folder


class TestOtherKinds:
    def test_the_kind_is_found_out(self, engine: HostEngine, folder: Path, model_file: Path):
        found = {
            p.stem: engine.load(LoadOptions(p.stem, p)).format for p in (folder / "chat.gguf", folder / "plain.gguf")
        }
        assert found == {"chat": ModelFormat.CHAT, "plain": ModelFormat.PLAIN}
        assert engine.load(LoadOptions("starter", model_file)).format is ModelFormat.CUE

    def test_the_writer_s_choice_of_kind_wins(self, engine: HostEngine, folder: Path):
        info = engine.load(LoadOptions("chat", folder / "chat.gguf", ModelFormat.PLAIN))
        assert info.format is ModelFormat.PLAIN

    @pytest.mark.parametrize("kind", ["chat", "plain"])
    def test_each_kind_continues(self, engine: HostEngine, folder: Path, kind: str):
        engine.load(LoadOptions(kind, folder / f"{kind}.gguf"))
        answer = ask(engine, request(character_lines=("I am cold.",)))
        assert answer.text.strip()
        again = ask(engine, request(cue=Cue("crime", "GILBERT"), character_lines=("I am cold.",))).begun
        assert again is not None
        assert again.cached_tokens > 5
