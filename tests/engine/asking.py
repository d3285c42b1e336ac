"""Collecting what an engine streams."""

from dataclasses import dataclass, field

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.generation import Begun, Chunk, Finished, Request
from scriptwriter.engine.protocol import Engine


@dataclass
class Answer:
    begun: Begun | None = None
    texts: dict[int, str] = field(default_factory=dict)
    finished: dict[int, Finished] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.texts.get(0, "")


def ask(engine: Engine, request: Request, cancel: CancelToken | None = None) -> Answer:
    answer = Answer()
    for event in engine.generate(request, cancel or CancelToken()):
        if isinstance(event, Begun):
            answer.begun = event
        elif isinstance(event, Chunk):
            answer.texts[event.index] = answer.texts.get(event.index, "") + event.text
        else:
            answer.finished[event.index] = event
    return answer
