"""Pairs for the blind comparison, made off the window's thread with an engine of their own."""

from __future__ import annotations

import contextlib
import logging
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.domain.cue import Form
from scriptwriter.domain.errors import ScriptwriterError
from scriptwriter.engine.catalogue import ModelEntry
from scriptwriter.engine.protocol import Engine
from scriptwriter.services import blind
from scriptwriter.services.blind import Pair
from scriptwriter.services.evaluation import Place
from scriptwriter.ui.core_lines import in_words
from scriptwriter.ui.newest_work import NewestWork

_log = logging.getLogger(__name__)

#: Stages of the work.
PLACES, OPENING, WRITING = "places", "opening", "writing"
#: (stage, whose turn it is, how far it is from 0 to 1)
Tell = Callable[[str, str, float], None]
OpenEngine = Callable[[ModelEntry, CancelToken], Engine]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared; without an ``entry`` it is what the author wrote."""

    title: str
    entry: ModelEntry | None = None


@dataclass(frozen=True, slots=True)
class Texts:
    """Where the places are from: files, or a text that may not be saved (with its form) in their stead.

    ``held_out``: only what a training on these texts would have held out.
    """

    files: tuple[Path, ...] = ()
    text: str = ""
    form: Form = Form.SCRIPT
    held_out: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is to be compared, and where."""

    first: Side
    second: Side
    texts: Texts


def make_pairs(wanted: Comparison, seed: int, open_engine: OpenEngine, cancel: CancelToken, tell: Tell) -> list[Pair]:
    """Let both sides write in the same places. Raises ``BadInput``, ``BadModel``, and ``Failure`` when cancelled."""
    tell(PLACES, "", 0.0)
    places = _find_places(wanted.texts, seed, cancel)
    models = [side for side in (wanted.first, wanted.second) if side.entry is not None]
    written = []
    for side in (wanted.first, wanted.second):
        before = models.index(side) / len(models) if side in models else 0.0
        written.append(_written(side, places, seed, open_engine, cancel, _part(tell, before, 1 / max(len(models), 1))))
    return list(blind.pair_up(places, written[0], written[1], seed))


def _part(tell: Tell, before: float, share: float) -> Tell:
    """Tells a part of the work as a part of the whole."""
    return lambda stage, whose, part: tell(stage, whose, before + part * share)


def _find_places(texts: Texts, seed: int, cancel: CancelToken) -> list[Place]:
    if texts.files:
        return blind.find_places(texts.files, blind.PAIRS, seed, texts.held_out, cancel)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("script.fountain" if texts.form is Form.SCRIPT else "story.txt")
        path.write_text(texts.text, encoding="utf-8", errors="replace")
        return blind.find_places([path], blind.PAIRS, seed, texts.held_out, cancel)


def _written(
    side: Side, places: Sequence[Place], seed: int, open_engine: OpenEngine, cancel: CancelToken, tell: Tell
) -> list[str]:
    if side.entry is None:
        return [place.human for place in places]
    tell(OPENING, side.title, 0.0)
    with contextlib.closing(open_engine(side.entry, cancel)) as engine:
        tell(WRITING, side.title, 0.0)
        return blind.passages(engine, places, seed, cancel, lambda part: tell(WRITING, side.title, part))


class PairMaker(NewestWork):
    """One comparison at a time. ``made`` carries the pairs; a cancelled one tells nothing any more."""

    progressed = Signal(str, str, float)  # stage, whose turn it is, from 0 to 1
    made = Signal(object)  # list[Pair]
    failed = Signal(str)  # one line
    _answered = Signal(int, object, str)
    _reached = Signal(int, str, str, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__("blind", parent)
        self._answered.connect(self._answer)
        self._reached.connect(self._reach)

    def start(self, wanted: Comparison, seed: int, open_engine: OpenEngine) -> None:
        """Make pairs, and no longer those that were asked for before."""
        self.begin(lambda number, token: self._run(number, wanted, seed, open_engine, token))

    def _run(self, number: int, wanted: Comparison, seed: int, open_engine: OpenEngine, cancel: CancelToken) -> None:
        def tell(stage: str, whose: str, part: float) -> None:
            self._reached.emit(number, stage, whose, part)

        try:
            self._answered.emit(number, make_pairs(wanted, seed, open_engine, cancel, tell), "")
        except ScriptwriterError as error:
            self._answered.emit(number, None, in_words(error))
        except Exception as error:  # noqa: BLE001 - told in the window; the log has the rest
            _log.exception("the comparison failed")
            self._answered.emit(number, None, f"{type(error).__name__}: {error}")

    @Slot(int, object, str)
    def _answer(self, number: int, pairs: list[Pair] | None, problem: str) -> None:
        if not self.is_newest(number):
            return
        self.running = False
        if pairs is None:
            self.failed.emit(problem)
        else:
            self.made.emit(pairs)

    @Slot(int, str, str, float)
    def _reach(self, number: int, stage: str, whose: str, part: float) -> None:
        if self.is_newest(number):
            self.progressed.emit(stage, whose, part)
