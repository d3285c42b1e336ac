"""The one interface between the program and whatever writes the text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.generation import Event, ModelFormat, ModelInfo, Request
from scriptwriter.domain.tokens import Likelihood, TokenStats

#: Reports loading, from 0.0 to 1.0.
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to open a model.

    ``format`` None means: detect it from the file. ``context_limit`` in tokens caps what is used of
    the model's own context; ``threads`` 0 means: as many as this process may use.
    """

    name: str
    path: Path
    format: ModelFormat | None = None
    context_limit: int = 4096
    threads: int = 0
    character_lines: int | None = None  # None = the format's own default


@runtime_checkable
class Engine(Protocol):
    """Loads one model and streams continuations from it.

    All methods may block and belong in a worker thread. A stream is a generator: leave it early and
    the work stops. Errors are those of ``domain.errors``.
    """

    def load(
        self, options: LoadOptions, cancel: CancelToken | None = None, progress: Progress | None = None
    ) -> ModelInfo:
        """Open a model in place of the present one. Raises ``BadModel`` with the reason."""
        ...

    def generate(self, request: Request, cancel: CancelToken) -> Iterator[Event]:
        """Stream ``Begun``, then ``Chunk`` and ``Finished`` of every alternative."""
        ...

    def warm(self, request: Request, cancel: CancelToken) -> None:
        """Prefill what a coming request for this place will need, so that its first token is quick."""
        ...

    def score(self, texts: Sequence[str], cancel: CancelToken) -> list[TokenStats]:
        """What the model alone makes of each text. Cancelled: those that were complete, the first ones."""
        ...

    def measure(self, request: Request, passages: Sequence[str], cancel: CancelToken) -> list[Likelihood]:
        """How likely the model finds each passage as an answer to a request. Cancelled: the first ones.

        A passage brings its white space: " on the" or "\\n\\nANNE\\nYes."; text, cue, speaker and voice count as
        in ``generate``, samplers and guidance do not. In models that end a passage by a token that token counts.
        Raises ``BadInput`` for a passage that is longer than the model can read.
        """
        ...

    def give_way(self, seconds: float) -> None:
        """The writer types: leave a processor to the window for so long. Unlike the others never blocks, and may be
        called from any thread; does nothing when no model is open."""
        ...

    def close(self) -> None:
        """Give back all memory and processes. Safe to call twice."""
        ...
