import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptwriter.domain.cue import Cue, Form
from scriptwriter.domain.errors import Failure
from scriptwriter.domain.generation import Begun, Chunk, Finished, Guidance, Request, Sampling, Task, Voice
from scriptwriter.engine import wire

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@given(st.lists(st.dictionaries(st.text(), json_values, max_size=4), max_size=5))
def test_messages_come_out_as_they_went_in(messages):
    stream = io.BytesIO()
    for message in messages:
        wire.write_frame(stream, message)
    stream.seek(0)
    assert [wire.read_frame(stream) for _ in messages] == messages
    assert wire.read_frame(stream) is None


def test_a_cut_off_frame_is_the_end_of_the_stream():
    stream = io.BytesIO()
    wire.write_frame(stream, {"a": "b" * 100})
    assert wire.read_frame(io.BytesIO(stream.getvalue()[:-1])) is None
    assert wire.read_frame(io.BytesIO(b"\0\0")) is None


@pytest.mark.parametrize("body", [b"not json", b"[1]", b"\xff\xfe"])
def test_a_broken_frame_is_a_clear_failure(body: bytes):
    with pytest.raises(Failure):
        wire.read_frame(io.BytesIO(struct.pack(">I", len(body)) + body))


def test_an_impossible_length_is_refused_before_it_is_read():
    with pytest.raises(Failure):
        wire.read_frame(io.BytesIO(b"\xff\xff\xff\xff"))


def test_requests_and_events_survive_the_pipe():
    request = Request(
        "text \ud83d half an emoji",
        Cue("romance", "ANNE", ("a", "b c")),
        Form.PROSE,
        "head",
        ("ANNE", "GILBERT"),
        ("line",),
        ("never",),
        3,
        40,
        "ANNE",
        Guidance(keyword_bias=0.5),
        True,
        True,
        Voice("voices/anne.gguf", 0.5),
        Task.SHORTEN,
        "passage",
        "after",
        "shorter",
        Sampling(seed=7, xtc_probability=0.5),
    )
    stream = io.BytesIO()
    wire.write_frame(stream, wire.request_to_wire(request))
    stream.seek(0)
    message = wire.read_frame(stream)
    assert message is not None
    assert wire.request_from_wire(message) == request
    for event in (Begun(3, 1), Finished(1, "stop", 9, 1.5, 99.0)):
        assert wire.events_from_wire({"id": 4, **wire.event_to_wire(event)}) == [event]
    chunks = [Chunk(0, "é"), Chunk(2, "b")]
    assert wire.events_from_wire({"id": 4, **wire.chunks_to_wire(chunks)}) == chunks
