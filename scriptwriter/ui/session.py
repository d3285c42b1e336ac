"""The engine for the window: one long-lived thread that talks to the engine's process.

Jobs go in from the window's thread, signals come back to it. The newest request wins; every request has an
id, and whoever listens drops what carries another one. Failure travels the same road as success. Scores are worked
out when nothing else is wanted (``spare_time``).
"""

import logging
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.domain.generation import Begun, Chunk, ModelInfo
from scriptwriter.domain.passage import Passage
from scriptwriter.engine.catalogue import SCRIPTED_ENTRY, ModelEntry
from scriptwriter.engine.client import HostEngine
from scriptwriter.engine.opening import new_engine
from scriptwriter.engine.protocol import Engine
from scriptwriter.services import models
from scriptwriter.services.choice import Update
from scriptwriter.services.continuation import continue_text, prepare
from scriptwriter.services.rewriting import Rewriting, rewrite
from scriptwriter.services.wishes import Wishes
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.spare_time import Lane, SpareTime, Step

if TYPE_CHECKING:
    from scriptwriter.realism.segments import Segment
    from scriptwriter.ui.realism_judge import Judge

_log = logging.getLogger(__name__)
#: For so long after a key the engine computes with one thread fewer.
_GIVE_WAY_SECONDS = 0.6
#: So many passages are scored before their scores are told.
_SCORED_AT_ONCE = 4
_Work = Callable[[Engine, CancelToken], Iterator[Update]]


class ModelState(StrEnum):
    """What the model menu shows."""

    NONE = "none"
    LOADING = "loading"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """``fraction`` of the loading, from 0 to 1; ``reason`` one line when it failed."""

    state: ModelState
    entry: ModelEntry | None = None
    info: ModelInfo | None = None
    fraction: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A snapshot of the script at the cursor: the worker never sees a document."""

    before: str
    form: Form


class EngineSession(QObject):
    """Loads models and continues texts in its own thread. Close it before the program ends.

    ``open_engine`` makes the engine for a model; tests put a scripted one there.
    """

    model_changed = Signal(object)  # ModelStatus
    begun = Signal(int, object)  # request id, Begun
    text = Signal(int, int, str)  # request id, alternative, text
    passage = Signal(int, object)  # request id, Passage
    finished = Signal(int)  # request id; the last signal of every request
    failed = Signal(int, str)  # request id, one line; followed by finished
    scored = Signal(int, object)  # id, list[ScoredPassage]; several of them for each id
    tokens = Signal(int, object)  # id, TokenStats

    def __init__(self, parent: QObject | None = None, engine_for: Callable[[ModelEntry], Engine] | None = None) -> None:
        super().__init__(parent)
        self._engine_for = engine_for
        self._engine: Engine | None = None
        self._jobs: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._current = CancelToken()
        self._loading = CancelToken()
        self._last_id = 0
        self._last_spare_id = 0
        self._spare = SpareTime()
        self.status = ModelStatus(ModelState.NONE)
        self._thread = threading.Thread(target=self._work, name="engine-session", daemon=True)
        self._thread.start()

    # -- from the window's thread ------------------------------------------------------------------

    def load(self, entry: ModelEntry, context_limit: int, threads: int) -> None:
        """Open a model in place of the present one; ``model_changed`` tells how it goes."""
        self._loading.set()
        self.cancel()
        self._spare.clear()  # another model's scores say nothing about this one
        token = self._loading = CancelToken()
        self._put(lambda: self._load(entry, context_limit, threads, token))

    def request(self, place: Place, wishes: Wishes) -> int:
        """Ask for a continuation; the id that its signals carry. What runs is cancelled."""
        return self._ask(lambda engine, token: continue_text(engine, place.before, wishes, token, place.form))

    def request_rewriting(self, wanted: Rewriting) -> int:
        """Ask for another wording, in the same way."""
        return self._ask(lambda engine, token: rewrite(engine, wanted, token))

    def _ask(self, work: _Work) -> int:
        with self._lock:
            self._current.set()
            token = self._current = CancelToken()
            self._last_id += 1
            request_id = self._last_id
        self._put(lambda: self._answer(request_id, work, token))
        return request_id

    def _put(self, job: Callable[[], None]) -> None:
        """A job for now: scores have to wait for it."""
        self._jobs.put(job)
        self._spare.interrupt()

    def prepare(self, place: Place, wishes: Wishes) -> None:
        """Let the engine read the text in a pause of the typing, so that the first token comes quickly."""
        with self._lock:
            token = self._current
            if token.is_set():
                token = self._current = CancelToken()
        self._put(lambda: self._prepare(place, wishes, token))

    def score(self, parts: Sequence["Segment"], judge: "Judge", lane: Lane = Lane.SCRIPT) -> int:
        """Have passages scored, in this order, when there is time; the id that the answers carry.

        What still waits in the lane is forgotten. Nothing comes while there is no model.
        """
        spare_id = self._next_spare_id()
        pieces = [parts[at : at + _SCORED_AT_ONCE] for at in range(0, len(parts), _SCORED_AT_ONCE)]
        return self._use_spare_time(spare_id, lane, [self._scoring(spare_id, piece, judge) for piece in pieces])

    def read_tokens(self, text: str) -> int:
        """Have a text read token by token when there is time; the id of the answer."""
        spare_id = self._next_spare_id()

        def step(engine: Engine, token: CancelToken) -> None:
            if found := engine.score([text], token):
                self.tokens.emit(spare_id, found[0])

        return self._use_spare_time(spare_id, Lane.TOKENS, [step])

    def in_spare_time(self, lane: Lane, steps: list[Step]) -> None:
        """Have other readings done when there is time, in place of what still waits in the lane."""
        self._spare.put(lane, steps)
        self._jobs.put(_nothing)  # the thread looks up

    def make_room(self) -> None:
        """The writer types: whatever the engine reads or writes leaves the window a processor."""
        if (engine := self._engine) is not None:
            engine.give_way(_GIVE_WAY_SECONDS)

    def _next_spare_id(self) -> int:
        self._last_spare_id += 1
        return self._last_spare_id

    def _use_spare_time(self, spare_id: int, lane: Lane, steps: list[Step]) -> int:
        self.in_spare_time(lane, steps)
        return spare_id

    def _scoring(self, spare_id: int, parts: Sequence["Segment"], judge: "Judge") -> Step:
        def step(engine: Engine, token: CancelToken) -> None:
            if found := judge.score(engine, parts, token):
                self.scored.emit(spare_id, found)

        return step

    def cancel(self, request_id: int = 0) -> None:
        """Stop what runs, inside a prefill as well; with an id only if that is still the newest request."""
        with self._lock:
            if request_id in (0, self._last_id):
                self._current.set()

    def close(self) -> None:
        """Stop everything and end the engine's process. Returns when the thread has ended."""
        self._loading.set()
        self.cancel()
        self._jobs.put(None)
        self._spare.clear()
        self._thread.join()

    # -- in the worker thread ----------------------------------------------------------------------

    def _work(self) -> None:
        while (job := self._next_job()) is not None:
            job()
        if self._engine is not None:
            self._engine.close()

    def _next_job(self) -> Callable[[], None] | None:
        """The next job; the time until there is one belongs to the scores."""
        while self._engine is not None and self.status.state is ModelState.READY and self._spare.waiting:
            try:
                return self._jobs.get_nowait()
            except queue.Empty:
                self._do_spare(self._engine)
        return self._jobs.get()

    def _do_spare(self, engine: Engine) -> None:
        try:
            self._spare.do_one(engine, self._jobs.empty)
        except ScriptwriterError as error:
            # Nobody waits for it: it comes up again with the next edit.
            self._spare.clear()
            _log.warning("the scores were not worked out: %s", error)
        except Exception:  # noqa: BLE001 - the thread must live on; it is told to the log
            self._spare.clear()
            _log.exception("the scores were not worked out")

    def _report(self, status: ModelStatus) -> None:
        self.status = status
        self.model_changed.emit(status)

    def _load(self, entry: ModelEntry, context_limit: int, threads: int, token: CancelToken) -> None:
        if token.is_set():
            return
        self._report(ModelStatus(ModelState.LOADING, entry))
        try:
            engine = self._engine_to_load(entry)
            _, info = models.open_model(
                entry,
                engine=engine,
                context_limit=context_limit,
                threads=threads,
                cancel=token,
                progress=lambda fraction: self._report(ModelStatus(ModelState.LOADING, entry, fraction=fraction)),
            )
        except ScriptwriterError as error:
            if not token.is_set():
                self._report(ModelStatus(ModelState.FAILED, entry, reason=in_words(error)))
            return
        except Exception as error:  # the window must hear of anything, or it waits for ever
            self._report(ModelStatus(ModelState.FAILED, entry, reason=f"{type(error).__name__}: {error}"))
            raise
        self._report(ModelStatus(ModelState.READY, entry, info, 1.0))

    def _engine_to_load(self, entry: ModelEntry) -> Engine:
        """The engine's process is used again for another file; another kind of engine replaces it."""
        if self._engine_for is not None:
            self._engine = self._engine_for(entry)
        elif self._engine is None or isinstance(self._engine, HostEngine) == (entry is SCRIPTED_ENTRY):
            if self._engine is not None:
                self._engine.close()
            self._engine = new_engine(entry.name)
        return self._engine

    def _answer(self, request_id: int, work: _Work, token: CancelToken) -> None:
        try:
            if not token.is_set():
                self._stream(request_id, work, token)
        except ScriptwriterError as error:
            self.failed.emit(request_id, in_words(error))
        except Exception as error:
            self.failed.emit(request_id, f"{type(error).__name__}: {error}")
            raise
        finally:
            self.finished.emit(request_id)

    def _stream(self, request_id: int, work: _Work, token: CancelToken) -> None:
        if self._engine is None or self.status.state is not ModelState.READY:
            self.failed.emit(request_id, self.status.reason or "No model is ready yet.")
            return
        for update in work(self._engine, token):
            if isinstance(update, Begun):
                self.begun.emit(request_id, update)
            elif isinstance(update, Chunk):
                self.text.emit(request_id, update.index, update.text)
            elif isinstance(update, Passage):
                self.passage.emit(request_id, update)

    def _prepare(self, place: Place, wishes: Wishes, token: CancelToken) -> None:
        if token.is_set() or self._engine is None or self.status.state is not ModelState.READY:
            return
        try:
            prepare(self._engine, place.before, wishes, token, place.form)
        except ScriptwriterError:
            return  # the request itself will say what is wrong


def _nothing() -> None:
    pass
