import threading

import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Cue, Form
from scriptwriter.domain.errors import EngineDied
from scriptwriter.domain.generation import Chunk, Request
from scriptwriter.engine.protocol import Engine
from scriptwriter.engine.scripted import ScriptedEngine
from tests.engine.asking import ask


def test_it_is_a_real_engine():
    assert isinstance(ScriptedEngine(), Engine)


def test_it_plays_its_passages_in_turn_and_again():
    engine = ScriptedEngine([" one two", " three"])
    assert [ask(engine, Request("")).text for _ in range(3)] == [" one two", " three", " one two"]


def test_without_passages_it_speaks_of_the_wish():
    answer = ask(ScriptedEngine(), Request("", Cue(character="GILBERT", keywords=("letter",)), Form.SCRIPT))
    assert "GILBERT" in answer.text
    assert "letter" in answer.text


def test_max_words():
    answer = ask(ScriptedEngine([" one two three"]), Request("", max_words=2))
    assert answer.text == " one two"
    assert answer.finished[0].finish == "length"


def test_a_gated_stream_waits_for_its_gate():
    engine, token, seen = ScriptedEngine([" one two three"], gated=True), CancelToken(), []
    got_one = threading.Event()

    def read() -> None:
        for event in engine.generate(Request(""), token):
            if isinstance(event, Chunk):
                seen.append(event.text)
                got_one.set()

    thread = threading.Thread(target=read)
    thread.start()
    engine.release()
    assert got_one.wait(5)
    token.set()
    thread.join(5)
    assert seen == [" one"]


def test_it_can_die():
    engine = ScriptedEngine([" one two"])
    engine.die()
    with pytest.raises(EngineDied):
        ask(engine, Request(""))
    assert ask(engine, Request("")).text == " one two"
