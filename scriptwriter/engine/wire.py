"""Messages between the window's process and the engine's, framed over a pipe.

A frame is a four-byte big-endian length and that many bytes of UTF-8 JSON: one object. Values of
``domain.generation`` travel as their fields.
"""

import dataclasses
import json
import struct
from collections.abc import Iterable
from typing import Any, BinaryIO

from scriptwriter.domain.cue import Cue, Form
from scriptwriter.domain.errors import Failure
from scriptwriter.domain.generation import (
    Begun,
    Chunk,
    Event,
    Finished,
    Guidance,
    ModelFormat,
    ModelInfo,
    Request,
    Sampling,
    Task,
    Voice,
)
from scriptwriter.domain.tokens import TokenStats

#: A thousand-page script is under 3 MB; anything near this size is a broken stream, not a message.
MAX_FRAME_BYTES = 64 * 1024 * 1024
_LENGTH = struct.Struct(">I")

Message = dict[str, Any]


def write_frame(stream: BinaryIO, message: Message) -> None:
    """Send one message. Raises OSError when the other side is gone."""
    body = json.dumps(message, separators=(",", ":")).encode()
    stream.write(_LENGTH.pack(len(body)) + body)
    stream.flush()


def read_frame(stream: BinaryIO) -> Message | None:
    """The next message, or None at the end of the stream. Raises ``Failure`` on a broken frame."""
    head = _read_exactly(stream, _LENGTH.size)
    if head is None:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MAX_FRAME_BYTES:
        raise Failure(f"The engine sent a message of {length} bytes, more than a message can have.")
    body = _read_exactly(stream, length)
    if body is None:
        return None
    try:
        message = json.loads(body)
    except ValueError as error:
        raise Failure("The engine sent a message that cannot be read.") from error
    if not isinstance(message, dict):
        raise Failure("The engine sent a message that cannot be read.")
    return message


def _read_exactly(stream: BinaryIO, count: int) -> bytes | None:
    parts: list[bytes] = []
    while count:
        part = stream.read(count)
        if not part:
            return None
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def request_to_wire(request: Request) -> Message:
    """A request as JSON values."""
    return dataclasses.asdict(request)


def request_from_wire(fields: Message) -> Request:
    """The request that ``request_to_wire`` made these values of."""
    cue = fields["cue"]
    values: dict[str, Any] = {
        **fields,
        "cue": Cue(cue["genre"], cue["character"], tuple(cue["keywords"])),
        "form": Form(fields["form"]),
        "cast": tuple(fields["cast"]),
        "character_lines": tuple(fields["character_lines"]),
        "forbidden": tuple(fields["forbidden"]),
        "voice": Voice(**fields["voice"]) if fields["voice"] else None,
        "task": Task(fields["task"]),
        "guidance": Guidance(**fields["guidance"]),
        "sampling": Sampling(**fields["sampling"]),
    }
    return Request(**values)


_EVENTS: dict[str, type[Begun] | type[Finished]] = {"begun": Begun, "finished": Finished}
_EVENT_NAMES = {kind: name for name, kind in _EVENTS.items()}
_CHUNKS = "chunks"


def chunks_to_wire(chunks: Iterable[Chunk]) -> Message:
    """Pieces of text of one or more alternatives as JSON values."""
    return {"event": _CHUNKS, "texts": [[chunk.index, chunk.text] for chunk in chunks]}


def event_to_wire(event: Begun | Finished) -> Message:
    """An event as JSON values."""
    return {"event": _EVENT_NAMES[type(event)], **dataclasses.asdict(event)}


def events_from_wire(message: Message) -> list[Event]:
    """The events that ``event_to_wire`` or ``chunks_to_wire`` made these values of; other keys are left out."""
    if message["event"] == _CHUNKS:
        return [Chunk(index, text) for index, text in message["texts"]]
    kind = _EVENTS[message["event"]]
    return [kind(**{field.name: message[field.name] for field in dataclasses.fields(kind)})]


def stats_to_wire(stats: TokenStats) -> Message:
    """Token statistics as JSON values."""
    return dataclasses.asdict(stats)


def stats_from_wire(fields: Message) -> TokenStats:
    """The statistics that ``stats_to_wire`` made these values of."""
    return TokenStats(**{field.name: tuple(fields[field.name]) for field in dataclasses.fields(TokenStats)})


def info_from_wire(fields: Message) -> ModelInfo:
    """The model facts that ``dataclasses.asdict`` made these values of."""
    values: dict[str, Any] = {**fields, "format": ModelFormat(fields["format"])}
    return ModelInfo(**values)
