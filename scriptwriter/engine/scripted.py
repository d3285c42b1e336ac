"""An engine that plays back given passages: for tests, demonstrations and screenshots.

It is a full ``Engine``, chosen by its name ``scripted`` and never fallen back on.
"""

import itertools
import re
import threading
import time
from collections.abc import Iterable, Iterator, Sequence

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import EngineDied
from scriptwriter.domain.generation import (
    Begun,
    Chunk,
    Event,
    Finish,
    Finished,
    ModelFormat,
    ModelInfo,
    Request,
)
from scriptwriter.domain.tokens import Likelihood, TokenStats
from scriptwriter.engine.protocol import LoadOptions, Progress

NAME = "scripted"

_DEMO = {
    Form.SCRIPT: (
        "\n\n{character}\n(quietly)\nThere was a light in the window when I came. I did not expect {words}.",
        "\n\nNobody answers. The clock goes on.\n\n{character}\nThen we must speak of {words}, you and I.",
    ),
    Form.PROSE: (
        " {character} looked up from the table. It was not the first time that anyone had spoken of {words}.",
        "\n\nNothing was said for a while. {character} thought of {words}, and of the long road home.",
    ),
}


class ScriptedEngine:
    """Streams the passages it was given, word by word, then starts again with the first.

    ``gate``: when given, a word is sent only after ``release`` was called for it, so that a test can stand
    in the middle of a stream. ``delay`` is in seconds a word, for demonstrations.
    """

    def __init__(
        self,
        passages: Iterable[str] = (),
        *,
        gated: bool = False,
        delay: float = 0.0,
        model_format: ModelFormat = ModelFormat.CUE,
    ) -> None:
        self._format = model_format
        self._passages = list(passages)
        self._turn = itertools.count()
        self._gate = threading.Semaphore(0) if gated else None
        self._delay = delay
        self.requests: list[Request] = []
        self.warmed: list[Request] = []
        self.scored: list[str] = []
        self.fail_next: Exception | None = None
        self.closed = False

    def enqueue(self, passage: str) -> None:
        """Add a passage to the end of the list."""
        self._passages.append(passage)

    def release(self, words: int = 1) -> None:
        """Let a gated stream send so many more words."""
        if self._gate is not None:
            self._gate.release(words)

    def load(
        self, options: LoadOptions, cancel: CancelToken | None = None, progress: Progress | None = None
    ) -> ModelInfo:
        """See ``Engine.load``; there is nothing to open."""
        if progress is not None:
            progress(1.0)
        return ModelInfo(
            name=options.name,
            format=self._format,
            context=512,
            parameters=0,
            file_bytes=0,
            architecture=NAME,
            quantization="none",
            threads=1,
        )

    def generate(self, request: Request, cancel: CancelToken) -> Iterator[Event]:
        """See ``Engine.generate``."""
        self.requests.append(request)
        started = time.perf_counter()
        yield Begun(prompt_tokens=len(request.text.split()), cached_tokens=0)
        for index in range(request.n):
            yield from self._one(index, request, cancel, started)

    def _one(self, index: int, request: Request, cancel: CancelToken, started: float) -> Iterator[Event]:
        passage = self._next_passage(request)
        if request.one_block:
            lead = len(passage) - len(passage.lstrip())
            passage = passage[:lead] + passage[lead:].split("\n\n")[0]
        words = re.findall(r"\s*\S+", passage)
        finish: Finish = "stop"
        if len(words) > request.max_words:
            words, finish = words[: request.max_words], "length"
        sent = 0
        for word in words:
            if not self._may_send(cancel):
                finish = "cancelled"
                break
            if self.fail_next is not None:
                error, self.fail_next = self.fail_next, None
                raise error
            yield Chunk(index, word)
            sent += 1
        elapsed = time.perf_counter() - started
        yield Finished(index, finish, sent, elapsed * 1000 if not sent else 0.0, sent / elapsed if elapsed else 0.0)

    def _may_send(self, cancel: CancelToken) -> bool:
        """Wait for the gate, or the cancellation, whichever comes first."""
        if self._gate is None:
            if self._delay:
                time.sleep(self._delay)
            return not cancel.is_set()
        gate = self._gate
        cancel.listen(gate.release)
        try:
            gate.acquire()
        finally:
            cancel.forget(gate.release)
        return not cancel.is_set()

    def _next_passage(self, request: Request) -> str:
        if self._passages:
            return self._passages[next(self._turn) % len(self._passages)]
        demo = _DEMO[request.form]
        return demo[next(self._turn) % len(demo)].format(
            character=request.cue.character or "ANNE",
            words=" and ".join(request.cue.keywords) or "anything of the kind",
        )

    def warm(self, request: Request, cancel: CancelToken) -> None:
        """See ``Engine.warm``."""
        self.warmed.append(request)

    def score(self, texts: Sequence[str], cancel: CancelToken) -> list[TokenStats]:
        """See ``Engine.score``: each word is a token, the likelier the shorter it is."""
        self.scored += texts
        return [] if cancel.is_set() else [_scripted_stats(text) for text in texts]

    def measure(self, request: Request, passages: Sequence[str], cancel: CancelToken) -> list[Likelihood]:
        """See ``Engine.measure``: a word is a token, and likelier when it stands in the text before."""
        if cancel.is_set():
            return []
        known = set(request.text.split())
        return [
            Likelihood(len(words), -sum(1.0 if word in known else 2.0 for word in words))
            for words in (passage.split() for passage in passages)
        ]

    def give_way(self, seconds: float) -> None:
        """See ``Engine.give_way``; it computes nothing."""

    def die(self) -> None:
        """Make the next word the end of the engine, as if its process had been killed."""
        self.fail_next = EngineDied("The engine stopped in the middle of its work. Your text is untouched.")

    def close(self) -> None:
        """See ``Engine.close``."""
        self.closed = True


def _scripted_stats(text: str) -> TokenStats:
    words = list(re.finditer(r"\s*\S+", text))
    lengths = [len(word.group().strip()) for word in words]
    return TokenStats(
        starts=tuple(word.start() for word in words),
        log_p=tuple(-0.5 * length for length in lengths),
        rank=tuple(length**2 for length in lengths),
        entropy=tuple(2.0 + length % 3 for length in lengths),
        variance=tuple(1.0 + length % 2 for length in lengths),
    )
