"""While the writer types, the engine leaves the window a processor and writes the same."""

import io

import pytest

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.generation import Begun, Chunk, Finished, Request, Sampling
from scriptwriter.engine import client, host, llama_batch
from scriptwriter.engine.client import HostEngine
from scriptwriter.engine.host import Host
from scriptwriter.engine.scripted import ScriptedEngine
from scriptwriter.engine.wire import read_frame, request_to_wire, write_frame
from tests.engine.asking import ask

REQUEST = Request("INT. ROOM - NIGHT\n\nGILBERT\nYou came.", sampling=Sampling(seed=5), max_words=20)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now

    perf_counter = monotonic


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock()
    for module in (llama_batch, host, client):
        monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.mark.parametrize(("threads", "fewer"), [(4, 3), (2, 1)])
def test_one_thread_fewer_for_a_while(clock: Clock, monkeypatch, threads: int, fewer: int):
    told: list[int] = []
    monkeypatch.setattr(llama_batch.lc, "llama_set_n_threads", lambda _context, one, _batch: told.append(one))
    share = llama_batch.Threads(None, threads)
    share.settle()
    assert told == []
    share.give_way(0.6)
    for _ in range(3):
        share.settle()
    assert told == [fewer]
    clock.now += 0.7
    share.settle()
    assert told == [fewer, threads]


def test_a_single_thread_stays(clock: Clock, monkeypatch):
    told: list[int] = []
    monkeypatch.setattr(llama_batch.lc, "llama_set_n_threads", lambda _context, one, _batch: told.append(one))
    share = llama_batch.Threads(None, 1)
    share.give_way(1)
    share.settle()
    assert told == []


def test_the_text_is_the_same(engine: HostEngine):
    before = ask(engine, REQUEST).text
    engine.give_way(30)
    assert ask(engine, REQUEST).text == before


def test_it_is_told_again_only_when_half_of_the_time_is_over(clock: Clock, monkeypatch):
    engine = HostEngine()
    sent: list[dict] = []

    class Process:
        def send(self, message: dict) -> None:
            sent.append(message)

    engine._process = Process()  # type: ignore[assignment]
    for _ in range(10):
        engine.give_way(0.5)
        clock.now += 0.125
    assert len(sent) == 5
    engine._process = None
    engine.give_way(0.5)
    assert len(sent) == 5


class Burst(ScriptedEngine):
    """Two alternatives that come a tenth of a second a word by the clock."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def generate(self, request: Request, cancel: CancelToken):
        yield Begun(1, 0)
        for number in range(10):
            for index in range(2):
                yield Chunk(index, f" {number}")
            self._clock.now += 0.1
        for index in range(2):
            yield Finished(index, "stop", 10, 1.0, 1.0)


def frames(clock: Clock, typing: bool) -> list[dict]:
    incoming, outgoing = io.BytesIO(), io.BytesIO()
    if typing:
        write_frame(incoming, {"op": "give_way", "seconds": 60})
    write_frame(incoming, {"id": 1, "op": "generate", "request": request_to_wire(REQUEST)})
    incoming.seek(0)
    served = Host(Burst(clock), incoming, outgoing)
    # The stream's end cancels what runs; here it must not come before the work.
    served._cancel_all = lambda: None  # type: ignore[method-assign]
    served.serve()
    outgoing.seek(0)
    found = []
    while (message := read_frame(outgoing)) is not None:
        found.append(message)
    return found


def test_fewer_frames_with_all_alternatives_while_the_writer_types(clock: Clock):
    often, seldom = frames(clock, typing=False), frames(clock, typing=True)
    for messages in (often, seldom):
        texts = {0: "", 1: ""}
        for message in messages:
            for index, text in message.get("texts", ()):
                texts[index] += text
        assert texts[0] == texts[1] == "".join(f" {number}" for number in range(10))
    count = [sum(message.get("event") == "chunks" for message in messages) for messages in (often, seldom)]
    assert count[1] < count[0] * 0.8
