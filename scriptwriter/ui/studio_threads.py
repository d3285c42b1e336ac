"""The studio's work off the window's thread: scripts are read, a model is trained. What runs is ended by ``close``."""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.errors import BadInput, ScriptwriterError
from scriptwriter.services import training
from scriptwriter.services.corpus import sources as found_sources
from scriptwriter.services.corpus import tables
from scriptwriter.services.corpus.choices import Choices
from scriptwriter.services.corpus.reading import Progress
from scriptwriter.services.corpus.report import Understanding
from scriptwriter.services.corpus.table_works import first_rows
from scriptwriter.services.corpus.understanding import understand
from scriptwriter.services.training_job import Finished, Job
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.newest_work import NewestWork

_log = logging.getLogger(__name__)


def line_of(error: BaseException) -> str:
    """An error in one line, without what only the command line knows."""
    if isinstance(error, ScriptwriterError):
        return in_words(error).replace(" (--resume)", "")
    _log.error("the studio's work failed", exc_info=error)
    return f"{type(error).__name__}: {error}"


# -- reading ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Read:
    """What is known of the chosen files. ``columns``: those of every table, by its file; ``understood`` is None when
    ``problem`` says why.
    """

    understood: Understanding | None
    columns: dict[Path, tuple[str, ...]]
    problem: str = ""


def read_corpus(sources: Sequence[Path], choices: Choices, cancel: CancelToken, progress: Progress) -> Read:
    """Read files and folders; what is wrong with them is told, not raised."""
    columns: dict[Path, tuple[str, ...]] = {}
    try:
        for path in found_sources.find(sources)[0]:
            if path.suffix.lower() in tables.SUFFIXES:
                columns[path] = _columns_of(path)
        return Read(understand(sources, choices, cancel, progress), columns)
    except Exception as error:  # noqa: BLE001 - told in the window; the log has the rest
        return Read(None, columns, line_of(error))


def _columns_of(path: Path) -> tuple[str, ...]:
    """What a table that may not be understood calls its columns."""
    try:
        rows = first_rows(path)
    except BadInput:
        return ()
    first = [str(cell).strip() for cell in rows[0]] if rows else []
    if first and all(first) and len(set(first)) == len(first):
        return tuple(first)
    return tuple(f"column {number}" for number in range(1, len(first) + 1))


class CorpusReader(NewestWork):
    """Reads one corpus at a time, the newest wins. ``read`` carries a ``Read``, ``progressed`` is from 0 to 1."""

    read = Signal(object)
    progressed = Signal(float)
    _answered = Signal(int, object)
    _reached = Signal(int, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("studio-reader", parent)
        self._answered.connect(self._answer)
        self._reached.connect(self._reach)

    def start(self, sources: Sequence[Path], choices: Choices) -> None:
        """Read this, and no longer what was asked for before."""
        wanted = tuple(sources)
        self.begin(lambda number, token: self._run(number, wanted, choices, token))

    def _run(self, number: int, sources: tuple[Path, ...], choices: Choices, token: CancelToken) -> None:
        told = -1

        def reached(part: float) -> None:
            nonlocal told
            if round(part * 100) != told:
                told = round(part * 100)
                self._reached.emit(number, part)

        found = read_corpus(sources, choices, token, reached)
        if not token.is_set():
            self._answered.emit(number, found)

    @Slot(int, object)
    def _answer(self, number: int, found: Read) -> None:
        if self.is_newest(number):
            self.running = False
            self.read.emit(found)

    @Slot(int, float)
    def _reach(self, number: int, part: float) -> None:
        if self.is_newest(number):
            self.progressed.emit(part)


# -- training --------------------------------------------------------------------------------------

#: What makes the job; it may take its time.
Preparing = Callable[[CancelToken, Progress], Job]


class TrainingRunner(QObject):
    """Runs one training at a time, from the job to the entry in the model menu.

    ``refused`` tells why it has not begun, ``failed`` why it has ended; it can be gone on with then.
    """

    progressed = Signal(float)  # while the job is made
    began = Signal(object)  # Job
    told = Signal(object)  # Event
    done = Signal(object)  # Outcome
    refused = Signal(str)
    failed = Signal(str)
    put_off = Signal()  # ended by ``end``
    _over = Signal(str, object)  # which of these it was, with what it carries

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="studio-training")
        self._future: Future[None] | None = None
        self._token, self._end = CancelToken(), CancelToken()
        self.running = False
        self._over.connect(self._end_told)

    def start(self, prepare: Preparing) -> None:
        """Make the job and train; nothing happens while another training runs."""
        if not self.running:
            self._token, self._end, self.running = CancelToken(), CancelToken(), True
            self._future = self._pool.submit(self._run, prepare, self._token, self._end)

    def stop(self) -> None:
        """Keep the best so far and finish."""
        self._token.set()

    def end(self) -> None:
        """End the process, now; its last checkpoint stays. Waits until it has ended."""
        self._end.set()
        self._token.set()  # while the job is still being made
        if self._future is not None:
            wait([self._future])

    def close(self) -> None:
        """End what runs, for good."""
        self.end()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, prepare: Preparing, token: CancelToken, end: CancelToken) -> None:
        try:
            job = prepare(token, self.progressed.emit)
        except Exception as error:  # noqa: BLE001 - told in the window; the log has the rest
            self._over.emit("refused", line_of(error))
            return
        self.began.emit(job)
        try:
            outcome = self._train(job, token, end)
        except Exception as error:  # noqa: BLE001 - told in the window; the log has the rest
            self._over.emit("failed", line_of(error))
            return
        self._over.emit("put off" if outcome is None else "done", outcome)

    @Slot(str, object)
    def _end_told(self, how: str, what: object) -> None:
        self.running = False
        if how == "put off":
            self.put_off.emit()
        else:
            {"done": self.done, "refused": self.refused, "failed": self.failed}[how].emit(what)

    def _train(self, job: Job, token: CancelToken, end: CancelToken) -> training.Outcome | None:
        for event in training.run(job, token, end):
            if isinstance(event, Finished):
                return training.register(job, event)
            self.told.emit(event)
        return None
