"""What the engine does when nothing else is wanted of it: scores of the script, which everything else interrupts."""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from enum import IntEnum

from scriptwriter.domain.cancel import CancelToken
from scriptwriter.engine.protocol import Engine

#: A part of the work; interrupted, it is done again from its beginning.
Step = Callable[[Engine, CancelToken], None]


class Lane(IntEnum):
    """Kinds of spare work; the lowest goes first."""

    SUGGESTIONS = 0
    TOKENS = 1
    VOICES = 2
    SCRIPT = 3


class SpareTime:
    """Steps that wait for an engine with nothing to do. Filled from one thread, done in another."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lanes: dict[Lane, deque[Step]] = {lane: deque() for lane in Lane}
        self._token = CancelToken()

    @property
    def waiting(self) -> bool:
        """Whether there is anything to do."""
        with self._lock:
            return any(self._lanes.values())

    def put(self, lane: Lane, steps: Iterable[Step]) -> None:
        """These steps in place of what still waits in a lane."""
        with self._lock:
            self._lanes[lane] = deque(steps)
            self._token.set()

    def clear(self) -> None:
        """Nothing waits any more, and what runs stops."""
        with self._lock:
            self._lanes = {lane: deque() for lane in Lane}
            self._token.set()

    def interrupt(self) -> None:
        """Stop what runs; it is taken up again when there is time."""
        with self._lock:
            self._token.set()

    def do_one(self, engine: Engine, may_begin: Callable[[], bool]) -> None:
        """Do the next step, unless something more important has come up by now. Raises what the step raises."""
        with self._lock:
            lane = next((self._lanes[lane] for lane in Lane if self._lanes[lane]), None)
            token = self._token = CancelToken()
            step = lane[0] if lane else None
        if lane is None or step is None or not may_begin():
            return
        step(engine, token)
        with self._lock:
            if not token.is_set() and lane and lane[0] is step:
                lane.popleft()
